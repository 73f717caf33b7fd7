from collections import deque
from itertools import accumulate


class Solution:
    def gentleStarts(self, changes: list[int], w: int, d: int) -> int:
        n = len(changes)
        altitude = list(accumulate(changes * 2, initial=0))
        lowest = deque()
        gentle = 0
        for j in range(n + w):
            while lowest and altitude[lowest[-1]] >= altitude[j]:
                lowest.pop()
            lowest.append(j)
            start = j - w
            if start >= 0:
                if lowest[0] < start:
                    lowest.popleft()
                gentle += altitude[lowest[0]] >= altitude[start] - d
        return gentle
