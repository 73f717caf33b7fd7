class Solution:
    def lastWet(self, cave: list[str], springs: list[list[int]]) -> int:
        dry = {(r, c) for r, row in enumerate(cave) for c, cell in enumerate(row) if cell == "."}
        opening = {}
        for r, c, t in springs:
            opening.setdefault(t, []).append((r, c))
        latest = max(opening)
        front, minute, last = [], 0, 0
        while front or minute <= latest:
            reached = [p for r, c in front for p in ((r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1))]
            front = []
            for cell in reached + opening.get(minute, []):
                if cell in dry:
                    dry.remove(cell)
                    front.append(cell)
                    last = minute
            minute += 1
        return -1 if dry else last
