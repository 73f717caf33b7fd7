def edge_cases():
    return [(1, 1), (2, 1), (4, 3), (5, 1), (5, 2), (11, 1), (14, 2), (19, 1), (20, 3), (26, 6)]


def random_small(rng):
    return rng.randint(1, 32), rng.randint(1, 6)


def large(rng):
    cases = [(10**4, 10**4), (10**4, 1), (9999, 2), (9998, 3333), (9998, 3332), (5000, 40)]
    return cases + [(rng.randint(50, 300), rng.randint(1, 20)) for _ in range(4)]
