"""Walk from every hut."""


class Solution:
    def gentleStarts(self, changes: list[int], w: int, d: int) -> int:
        gentle = 0
        for start in range(len(changes)):
            below = 0
            good = True
            for step in range(w):
                below -= changes[(start + step) % len(changes)]
                good = good and below <= d
            gentle += good
        return gentle
