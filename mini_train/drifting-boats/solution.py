class Solution:
    def meetingPoint(self, into: list[int], minutes: list[int], a: int, b: int) -> list[int]:
        def way(point):
            points = []
            while point != -1:
                points.append(point)
                point = into[point]
            return points

        first, second = way(a), way(b)
        wait = abs(sum(minutes[p] for p in first) - sum(minutes[p] for p in second))
        meeting = -1
        while first and second and first[-1] == second[-1]:
            meeting = first.pop()
            second.pop()
        return [] if meeting == -1 else [meeting, wait]
