"""Print sheet by sheet."""


class Solution:
    def finishTimes(self, sheets: list[int], q: int) -> list[int]:
        queue, left, second = list(range(len(sheets))), list(sheets), 0
        times = [0] * len(sheets)
        while queue:
            job = queue.pop(0)
            for _ in range(q):
                left[job] -= 1
                second += 1
                if left[job] == 0:
                    times[job] = second
                    break
            else:
                queue.append(job)
        return times
