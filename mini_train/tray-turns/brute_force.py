"""Move the biscuits one by one, for every single quarter turn."""


class Solution:
    def turnTray(self, tray: list[str], k: int) -> list[str]:
        grid = [list(row) for row in tray]
        for _ in range(abs(k)):
            h, w = len(grid), len(grid[0])
            new = [[""] * h for _ in range(w)]
            for r in range(h):
                for c in range(w):
                    if k > 0:
                        new[c][h - 1 - r] = grid[r][c]
                    else:
                        new[w - 1 - c][r] = grid[r][c]
            grid = new
        return ["".join(row) for row in grid]
