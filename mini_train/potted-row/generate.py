def edge_cases():
    return [
        ([7],),
        ([4, 4, 4],),
        ([1, 2, 3, 4],),
        ([4, 3, 2, 1],),
        ([2, 3, 1, 4],),
        ([1, 5, 5, 2, 5, 6],),
        ([2, 1, 2, 3, 2],),
        ([1, 4, 6, 3, 9, 9],),
    ]


def random_small(rng):
    n = rng.randint(1, 9)
    if rng.random() < 0.3:
        return ([rng.randint(1, 6) for _ in range(n)],)
    return ([i + rng.randint(1, 4) for i in range(n)],)


def large(rng):
    cases = [([i * 10 + rng.randint(1, spread) for i in range(n)],) for n, spread in [(2000, 30), (1000, 500)]]
    return [*cases, ([rng.randint(1, 10**6) for _ in range(500)],), (list(range(1500, 0, -1)),)]
