"""Lower the minutes of the cells until nothing changes."""


class Solution:
    def lastWet(self, cave: list[str], springs: list[list[int]]) -> int:
        never = 10**9
        wet = {(r, c): never for r, row in enumerate(cave) for c, cell in enumerate(row) if cell == "."}
        for r, c, t in springs:
            wet[r, c] = min(wet[r, c], t)
        changed = True
        while changed:
            changed = False
            for r, c in wet:
                for neighbour in ((r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)):
                    if wet.get(neighbour, never) + 1 < wet[r, c]:
                        wet[r, c] = wet[neighbour] + 1
                        changed = True
        last = max(wet.values())
        return -1 if last == never else last
