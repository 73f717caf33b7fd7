from bisect import bisect_left


class Solution:
    def fewestSidings(self, stations: list[int]) -> int:
        outer: list[int] = []
        for station in stations:
            i = bisect_left(outer, station)
            if i == len(outer):
                outer.append(station)
            else:
                outer[i] = station
        return len(outer)
