def edge_cases():
    return [
        ([0], [0], [0]),
        ([0], [0], [5]),
        ([0], [0], [6]),
        ([1], [1], [1]),
        ([5], [1], [2]),
        ([1], [5], [4]),
        ([2], [3], [6]),
        ([0, 0, 1], [1, 0, 0], [0, 2, 1]),
    ]


def random_small(rng):
    n, top = rng.randint(1, 4), rng.choice([2, 5, 8])
    return tuple([rng.randint(0, top) for _ in range(n)] for _ in range(3))


def large(rng):
    top = 10**9
    return [
        tuple([rng.randint(0, top) for _ in range(800)] for _ in range(3)),
        tuple([rng.randint(0, top // (1 + 9 * k)) for _ in range(400)] for k in range(3)),
        ([top] * 200, [0] * 200, [top - 1, top] * 100),
    ]
