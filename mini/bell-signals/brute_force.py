"""Ring all signals."""


class Solution:
    def countSignals(self, n: int, k: int) -> int:
        def signals(left, run):
            found = 0
            for ring in (1, 2):
                longs = run + 1 if ring == 2 else 0
                if longs > k or ring > left:
                    continue
                if ring == left:
                    found += 1
                else:
                    found += signals(left - ring - 1, longs)
            return found

        return signals(n, 0) % (10**9 + 7)
