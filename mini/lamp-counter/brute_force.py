"""Go from second to second and compare the displays."""


class Solution:
    def lampSwitches(self, w: int, start: int, end: int) -> int:
        switched = 0
        display = [start // 2**i % 2 for i in range(w)]
        for second in range(start + 1, end + 1):
            after = [second // 2**i % 2 for i in range(w)]
            switched += sum(one != other for one, other in zip(display, after, strict=True))
            display = after
        return switched
