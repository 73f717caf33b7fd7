TOP = 2**30 - 1


def edge_cases():
    return [
        ([0],),
        ([TOP],),
        ([0, TOP, 0],),
        ([1, 2, 4, 8],),
        ([7, 6, 5, 3],),
        ([12, 10, 6, 12, 10],),
        ([14, 13, 11, 7],),
        ([5, 7, 6, 7, 3],),
    ]


def random_small(rng):
    bits = rng.randint(1, 5)
    filters = [rng.randrange(2**bits) | rng.randrange(2**bits) for _ in range(rng.randint(1, 9))]
    return (filters,)


def large(rng):
    def thick(n, stopped):
        return [TOP - sum(1 << b for b in rng.sample(range(30), stopped)) for _ in range(n)]

    stairs = [TOP - (1 << i % 30) for i in range(600)]
    return [(thick(1000, 1),), (thick(800, 2),), (stairs,), ([rng.randint(0, TOP) for _ in range(900)],)]
