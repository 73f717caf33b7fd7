from bisect import bisect_right


class Solution:
    def fewestPlatforms(self, trains: list[list[int]], c: int) -> int:
        arrivals = sorted(arrival for arrival, _ in trains)
        ends = sorted(departure + c for _, departure in trains)
        return max(i + 1 - bisect_right(ends, arrival) for i, arrival in enumerate(arrivals))
