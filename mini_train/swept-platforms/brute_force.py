"""Hand the trains to platforms in all ways."""


class Solution:
    def fewestPlatforms(self, trains: list[list[int]], c: int) -> int:
        def fits(train, platform):
            return all(train[0] >= other[1] + c or other[0] >= train[1] + c for other in platform)

        def fewest(i, platforms):
            if i == len(trains):
                return len(platforms)
            results = [fewest(i + 1, [*platforms, [trains[i]]])]
            for k, platform in enumerate(platforms):
                if fits(trains[i], platform):
                    results.append(fewest(i + 1, [*platforms[:k], [*platform, trains[i]], *platforms[k + 1 :]]))
            return min(results)

        return fewest(0, [])
