"""Spread out from the city of each truck."""


class Solution:
    def reachableCities(self, n: int, roads: list[list[int]], trucks: list[list[int]]) -> list[int]:
        answers = []
        for city, height in trucks:
            reached = {city}
            for _ in range(n):
                for a, b, h in roads:
                    if h >= height and (a in reached or b in reached):
                        reached |= {a, b}
            answers.append(len(reached))
        return answers
