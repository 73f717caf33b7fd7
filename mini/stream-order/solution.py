class Solution:
    def orderAtSea(self, into: list[int]) -> int:
        n = len(into)
        missing = [0] * n
        for below in into:
            if below >= 0:
                missing[below] += 1
        highest, times = [0] * n, [0] * n
        ready = [section for section in range(n) if missing[section] == 0]
        for section in ready:
            order = max(1, highest[section] + (times[section] > 1))
            below = into[section]
            if below < 0:
                return order
            if order > highest[below]:
                highest[below], times[below] = order, 1
            elif order == highest[below]:
                times[below] += 1
            missing[below] -= 1
            if missing[below] == 0:
                ready.append(below)
        return 0
