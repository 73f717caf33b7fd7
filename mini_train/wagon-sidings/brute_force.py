"""Push the wagons into sidings in all ways, and try to make up the train each time."""


class Solution:
    def fewestSidings(self, stations: list[int]) -> int:
        def works(sidings):
            left = [list(siding) for siding in sidings]
            for station in sorted(stations):
                siding = next((siding for siding in left if siding and siding[-1] == station), None)
                if siding is None:
                    return False
                siding.pop()
            return True

        def fewest(i, sidings):
            if i == len(stations):
                return len(sidings) if works(sidings) else len(stations)
            results = [fewest(i + 1, [*sidings, [stations[i]]])]
            for k, siding in enumerate(sidings):
                results.append(fewest(i + 1, [*sidings[:k], [*siding, stations[i]], *sidings[k + 1 :]]))
            return min(results)

        return fewest(0, [])
