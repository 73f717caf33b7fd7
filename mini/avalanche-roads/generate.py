def text(n, roads):
    return f"{n} {len(roads)}\n" + "".join(f"{a} {b}\n" for a, b in roads)


def edge_cases():
    return [
        text(1, []),
        text(4, []),
        text(2, [(1, 2)]),
        text(3, [(1, 2), (2, 3), (3, 2)]),
        text(5, [(1, 2), (2, 3), (3, 1), (3, 4), (4, 5), (5, 3)]),
        text(6, [(1, 2), (2, 3), (3, 1), (4, 5), (5, 6), (6, 4), (1, 4)]),
        text(6, [(1, 2), (2, 3), (3, 4), (4, 1), (2, 5), (5, 6), (6, 3)]),
        text(7, [(1, 2), (2, 3), (3, 4), (4, 2), (4, 5), (5, 6), (6, 7), (7, 5), (6, 1)]),
        text(5, [(1, 2), (2, 1), (2, 3), (3, 2), (3, 4), (4, 5), (5, 4)]),
    ]


def random_roads(rng, n, m):
    return [tuple(rng.sample(range(1, n + 1), 2)) for _ in range(m)]


def random_small(rng):
    n = rng.randint(2, 9)
    return text(n, random_roads(rng, n, rng.randint(0, 2 * n)))


def large(rng):
    n = 1800
    ring = [(k, k % n + 1) for k in range(1, n + 1)]
    chain = [(k, k + 1) for k in range(1, n)]
    local = [(k, min(n, k + rng.randint(1, 6))) for k in range(1, n, 3)]
    local = [(a, b) for a, b in local if a != b]
    doubled = chain + rng.sample(chain, n // 2)
    return [
        text(n, ring),
        text(n, chain),
        text(n, chain + local),
        text(n, doubled),
        text(n, random_roads(rng, n, n + n // 3)),
    ]
