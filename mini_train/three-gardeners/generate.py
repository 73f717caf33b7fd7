def edge_cases():
    return [
        ([0, 0, 0],),
        ([0, 0, 0, 0, 0],),
        ([5, 1, 1],),
        ([1, 4, 5],),
        ([0, 0, 3, 0, 3, 0],),
        ([1, 1, 1, 1, 1, 1, 1],),
        ([0, 2, 0, 2, 1, 0, 9],),
        ([1, 3, 1, 2, 5],),
    ]


def random_small(rng):
    top = rng.choice([1, 3, 9])
    return ([rng.randint(0, top) for _ in range(rng.randint(3, 12))],)


def large(rng):
    return [
        ([rng.randint(0, 999) for _ in range(2000)],),
        ([rng.randint(0, 10**6) for _ in range(1000)],),
        ([rng.choice([0, 0, 0, 1]) for _ in range(3000)],),
        ([0] * 1500,),
    ]
