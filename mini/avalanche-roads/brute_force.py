"""Bury the roads one after the other and see who is still connected."""

n, m = map(int, input().split())
roads = [tuple(map(int, input().split())) for _ in range(m)]


def connected(usable):
    part = list(range(n + 1))
    for _ in range(n):
        for a, b in usable:
            part[a] = part[b] = min(part[a], part[b])
    return part


situations = [connected(roads)] + [connected(roads[:road] + roads[road + 1 :]) for road in range(m)]
print(sum(all(part[a] == part[b] for part in situations) for b in range(1, n + 1) for a in range(1, b)))
