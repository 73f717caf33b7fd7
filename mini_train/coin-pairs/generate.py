def edge_cases():
    return [
        ([1],),
        ([2],),
        ([1, 3, 1],),
        ([4, 4],),
        ([5, 2],),
        ([6, 4],),
        ([8, 2, 3],),
        ([10, 7],),
        ([7, 4, 5],),
        ([12],),
    ]


def random_small(rng):
    return ([rng.randint(1, 8) for _ in range(rng.randint(1, 3))],)


def large(rng):
    return [
        ([rng.randint(1, 1000) for _ in range(200)],),
        ([1000],),
        ([999, 1000, 998],),
        ([rng.randint(900, 1000) for _ in range(199)],),
        ([777, 777, 34, 51],),
    ]
