class Solution:
    def finishTimes(self, sheets: list[int], q: int) -> list[int]:
        times = []
        for i, own in enumerate(sheets):
            rounds = (own + q - 1) // q
            front, back = rounds * q, (rounds - 1) * q
            before = sum(count if count < front else front for count in sheets[:i])
            after = sum(count if count < back else back for count in sheets[i + 1 :])
            times.append(before + own + after)
        return times
