"""Push every stack together."""


class Solution:
    def countLights(self, filters: list[int]) -> int:
        mixtures = set()
        for i in range(len(filters)):
            for j in range(i, len(filters)):
                light = 2**30 - 1
                for bands in filters[i : j + 1]:
                    light &= bands
                mixtures.add(light)
        return len(mixtures)
