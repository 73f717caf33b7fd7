class Solution:
    def countLights(self, filters: list[int]) -> int:
        seen = set()
        ending = set()
        for bands in filters:
            ending = {mixture & bands for mixture in ending}
            ending.add(bands)
            seen |= ending
        return len(seen)
