"""Breadth-first search over the column of the carriage and the strikes that are missing."""


class Solution:
    def fewestKeys(self, hits: list[int]) -> int:
        n = len(hits)
        layer, seen, keys = {(0, tuple(hits))}, set(), 0
        while not any(sum(missing) == 0 for _, missing in layer):
            seen |= layer
            following = set()
            for column, missing in layer:
                following.add((0, missing))
                if column > 0:
                    following.add((column - 1, missing))
                if column < n:
                    following.add((column + 1, missing))
                    if missing[column] > 0:
                        struck = (*missing[:column], missing[column] - 1, *missing[column + 1 :])
                        following.add((column + 1, struck))
            layer = following - seen
            keys += 1
        return keys
