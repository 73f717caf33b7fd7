def edge_cases():
    return [
        ([0, 9],),
        ([0, 0, 0, 0],),
        ([10, 0, 10, 0],),
        ([9, 1, 1, 9],),
        ([5, 5, 1, 1],),
        ([9, 0, 0, 9, 1, 1],),
        ([2, 7, 1, 8, 2, 8],),
        ([0, 6, 0, 6, 0, 6, 0, 6],),
    ]


def random_small(rng):
    top = rng.choice([1, 3, 20])
    return ([rng.randint(0, top) for _ in range(2 * rng.randint(1, 4))],)


def large(rng):
    return [
        ([rng.randint(0, 1000) for _ in range(200)],),
        ([rng.choice([0, 1, 1000]) for _ in range(200)],),
        ([rng.randint(1, 9) for _ in range(150)],),
        ([1000, 0] * 50 + [0, 1000] * 50,),
    ]
