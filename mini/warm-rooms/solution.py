class Solution:
    def weakestStoves(self, need: list[int], k: int) -> int:
        def stoves(strength):
            used, low, high = 0, 1, 0
            for room, degrees in enumerate(need):
                reach = strength - degrees
                low, high = max(low, room - reach), min(high, room + reach)
                if low > high:
                    used += 1
                    low, high = room - reach, room + reach
            return used

        weak, strong = max(need) - 1, max(need) + len(need)
        while strong - weak > 1:
            middle = (weak + strong) // 2
            if stoves(middle) <= k:
                strong = middle
            else:
                weak = middle
        return strong
