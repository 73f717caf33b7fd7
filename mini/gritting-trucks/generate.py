def text(n, streets):
    return f"{n} {len(streets)}\n" + "".join(f"{a} {b}\n" for a, b in streets)


def edge_cases():
    return [
        text(1, []),
        text(4, []),
        text(2, [(1, 2)]),
        text(2, [(1, 2), (2, 1)]),
        text(3, [(1, 2), (1, 2), (2, 1)]),
        text(7, [(1, 2), (2, 3), (3, 1), (4, 5), (5, 6), (6, 4)]),
        text(6, [(1, 2), (3, 4), (5, 6)]),
        text(4, [(1, 2), (1, 3), (1, 4), (2, 3), (2, 4), (3, 4)]),
        text(9, [(4, 5), (5, 6), (4, 6), (7, 8)]),
    ]


def random_small(rng):
    n = rng.randint(2, 7)
    return text(n, [tuple(rng.sample(range(1, n + 1), 2)) for _ in range(rng.randint(0, 6))])


def large(rng):
    def streets(first, last, m):
        return [tuple(rng.sample(range(first, last + 1), 2)) for _ in range(m)]

    ring = [(k, k % 3000 + 1) for k in range(1, 3001)]
    villages = [street for k in range(0, 3000, 6) for street in streets(k + 1, k + 6, rng.randint(0, 7))]
    triangles = [(k + a, k + b) for k in range(1, 3000, 4) for a, b in ((0, 1), (1, 2), (2, 0))]
    return [
        text(3000, ring),
        text(3000, villages),
        text(3003, triangles),
        text(4000, streets(1, 4000, 3000)),
        text(60, streets(1, 60, 2500)),
        text(2000, [(1, k) for k in range(2, 2001)]),
    ]
