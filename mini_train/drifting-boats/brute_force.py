"""Try every point: the first one at which both arrive is the one with the earliest arrival of the slower boat."""


class Solution:
    def meetingPoint(self, into: list[int], minutes: list[int], a: int, b: int) -> list[int]:
        def arrival(start, goal):
            time = steps = 0
            while start != goal:
                if start == -1:
                    return None
                time, steps, start = time + minutes[start], steps + 1, into[start]
            return steps, time

        found = []
        for point in range(len(into)):
            one, other = arrival(a, point), arrival(b, point)
            if one and other:
                found.append((one[0], point, abs(one[1] - other[1])))
        return list(min(found)[1:]) if found else []
