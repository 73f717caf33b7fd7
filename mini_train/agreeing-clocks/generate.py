def edge_cases():
    return [
        ([5],),
        ([0, 43200],),
        ([0, 1],),
        ([10, 0, -10],),
        ([100, 220, 160],),
        ([0, 43200, 21600],),
        ([8, 17, 24],),
        ([-50, 70, 130, 250],),
        ([1000, 1000, 1000],),
    ]


def random_small(rng):
    step = rng.choice([1, 24, 60, 225, 900, 1800, 4320])
    first = rng.randint(-500, 500)
    return ([first + step * rng.randint(-40, 40) for _ in range(rng.randint(1, 5))],)


def large(rng):
    def clocks(n, step):
        first = rng.randint(-1000, 1000)
        return ([first + step * rng.randint(-900000 // step, 900000 // step) for _ in range(n)],)

    return [clocks(900, 60), clocks(900, 3600), clocks(900, 1), clocks(900, 675), clocks(900, 43200)]
