class Solution:
    def reachableCities(self, n: int, roads: list[list[int]], trucks: list[list[int]]) -> list[int]:
        parent, size = list(range(n)), [1] * n

        def find(c):
            while parent[c] != c:
                parent[c] = parent[parent[c]]
                c = parent[c]
            return c

        roads = sorted(roads, key=lambda road: -road[2])
        answers = [0] * len(trucks)
        used = 0
        for i in sorted(range(len(trucks)), key=lambda i: -trucks[i][1]):
            city, height = trucks[i]
            while used < len(roads) and roads[used][2] >= height:
                a, b = find(roads[used][0]), find(roads[used][1])
                if a != b:
                    if size[a] > size[b]:
                        a, b = b, a
                    parent[a] = b
                    size[b] += size[a]
                used += 1
            answers[i] = size[find(city)]
        return answers
