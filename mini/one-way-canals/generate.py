def text(n, canals):
    return f"{n} {len(canals)}\n" + "".join(f"{a} {b}\n" for a, b in canals)


def edge_cases():
    return [
        text(1, []),
        text(3, []),
        text(2, [(1, 2)]),
        text(2, [(1, 2), (2, 1)]),
        text(4, [(1, 2), (2, 1), (2, 3), (3, 4)]),
        text(5, [(1, 2), (1, 3), (3, 4), (4, 5), (5, 2)]),
        text(6, [(1, 2), (2, 3), (3, 1), (3, 4), (4, 5), (5, 6)]),
        text(3, [(1, 2), (1, 2), (2, 3), (2, 3)]),
        text(7, [(1, 2), (1, 4), (2, 3), (4, 5), (5, 6), (6, 7)]),
    ]


def random_canals(rng, n, m):
    return [tuple(rng.sample(range(1, n + 1), 2)) for _ in range(m)]


def random_small(rng):
    n = rng.randint(2, 8)
    return text(n, random_canals(rng, n, rng.randint(0, 2 * n)))


def large(rng):
    n = 1500
    chain = [(lake, lake + 1) for lake in range(1, n)]
    back = [(lake, rng.randint(1, lake - 1)) for lake in range(2, n, 7)]
    down = [(lake, rng.randint(max(1, lake - 9), lake - 1)) for lake in range(2, n + 1) for _ in range(2)]
    return [
        text(n, chain),
        text(n, chain + back),
        text(n, down),
        text(n, random_canals(rng, n, 2 * n)),
        text(n, random_canals(rng, n, n + 200)),
        text(400, random_canals(rng, 400, 560)),
    ]
