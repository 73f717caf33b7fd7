"""Walk all routes that enter no city twice."""

import sys


def main():
    n, _, *rest = map(int, sys.stdin.read().split())
    roads = list(zip(rest[::3], rest[1::3], rest[2::3]))
    routes = []

    def walk(city, length, visited, used):
        if city == n:
            routes.append((length, used))
            return
        for i, (a, b, w) in enumerate(roads):
            for start, goal in ((a, b), (b, a)):
                if start == city and goal not in visited:
                    walk(goal, length + w, visited | {goal}, used | {i})

    walk(1, 0, frozenset([1]), frozenset())
    if not routes:
        print(-1)
        return
    shortest = min(length for length, _ in routes)
    print(shortest, len(frozenset().union(*(used for length, used in routes if length == shortest))))


main()
