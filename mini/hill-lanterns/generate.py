def edge_cases():
    return [
        ([4],),
        ([4, 4],),
        ([1, 2, 3, 4],),
        ([4, 3, 2, 1],),
        ([2, 1, 2],),
        ([2, 2, 3],),
        ([3, 2, 2],),
        ([2, 1, 2, 3],),
        ([5, 1, 3, 1, 3, 1, 5],),
        ([9, 1, 8, 1, 8, 2, 9],),
    ]


def random_small(rng):
    top = rng.choice([2, 3, 6, 30])
    return ([rng.randint(1, top) for _ in range(rng.randint(1, 12))],)


def large(rng):
    return [
        ([rng.randint(1, 10**9) for _ in range(3000)],),
        ([rng.randint(1, 12) for _ in range(5000)],),
        (list(range(1, 2001)) + list(range(2000, 0, -1)),),
        ([1, 2] * 2500 + [3],),
    ]
