def edge_cases():
    return [
        ([0],),
        ([7],),
        ([3, 3, 3],),
        ([9, 9, 1],),
        ([9, 1, 1, 9, 9],),
        ([1, 9, 1],),
        ([2, 9, 2, 2, 9, 2],),
        ([0, 0, 5, 0, 0, 5, 5],),
    ]


def random_small(rng):
    top = rng.choice([2, 9, 30])
    return ([rng.randint(0, top) for _ in range(rng.randint(1, 9))],)


def large(rng):
    return [
        ([rng.randint(0, 1000) for _ in range(3000)],),
        ([rng.randint(900, 1000) for _ in range(1500)],),
        ([1000, 1000, 1] * 700,),
        ([rng.choice([0, 0, 1, 1000]) for _ in range(1200)],),
    ]
