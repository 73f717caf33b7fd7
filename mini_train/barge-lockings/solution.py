class Solution:
    def fewestLockings(self, lengths: list[int], chamber: int, gap: int) -> int:
        lengths = sorted(lengths)
        short, long = 0, len(lengths) - 1
        lockings = 0
        while short <= long:
            if lengths[short] + gap + lengths[long] <= chamber:
                short += 1
            long -= 1
            lockings += 1
        return lockings
