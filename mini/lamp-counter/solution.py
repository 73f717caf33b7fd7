class Solution:
    def lampSwitches(self, w: int, start: int, end: int) -> int:
        return sum((end >> i) - (start >> i) for i in range(w))
