def text(n, roads):
    return f"{n} {len(roads)}\n" + "".join(f"{a} {b} {w}\n" for a, b, w in roads)


def random_roads(rng, n, m, longest):
    return [(*rng.sample(range(1, n + 1), 2), rng.randint(1, longest)) for _ in range(m)]


def diamonds(k, w):
    """Two ways from each corner to the next one, k times."""
    roads = []
    for corner in range(1, 3 * k, 3):
        roads += [(corner, corner + 1, w), (corner, corner + 2, w)]
        roads += [(corner + 1, corner + 3, w), (corner + 3, corner + 2, w)]
    return text(3 * k + 1, roads)


def edge_cases():
    return [
        text(2, []),
        text(2, [(2, 1, 1000000)]),
        text(2, [(1, 2, 3), (2, 1, 3), (1, 2, 4)]),
        text(4, [(1, 2, 1), (2, 3, 1), (3, 4, 1), (1, 4, 3)]),
        text(4, [(1, 2, 1), (1, 3, 1), (2, 4, 1)]),
        text(5, [(1, 5, 2), (1, 2, 1), (2, 3, 1), (3, 4, 1), (4, 5, 1)]),
        diamonds(2, 7),
    ]


def random_small(rng):
    n = rng.randint(2, 6)
    return text(n, random_roads(rng, n, rng.randint(1, 9), rng.choice([1, 2, 6])))


def large(rng):
    side = 18
    grid = [(side * r + c, side * r + c + 1, 5) for r in range(side) for c in range(1, side)]
    grid += [(side * r + c, side * r + c + side, 5) for r in range(side - 1) for c in range(1, side + 1)]
    return [
        diamonds(40, 1000000),
        text(side * side, grid),
        text(500, random_roads(rng, 500, 1000, 3)),
        text(300, random_roads(rng, 300, 450, 10**6)),
    ]
