"""Look at all rectangles."""


class Solution:
    def countBeds(self, rows: list[str]) -> int:
        h, w = len(rows), len(rows[0])
        beds = 0
        for top in range(h):
            for bottom in range(top + 1, h + 1):
                for left in range(w):
                    for right in range(left + 1, w + 1):
                        beds += all("#" not in row[left:right] for row in rows[top:bottom])
        return beds
