def edge_cases():
    return [
        (1, 1, 1),
        (1, 1, 2),
        (12, 4, 6),
        (24, 4, 6),
        (30, 6, 10),
        (5, 7, 9),
        (9, 3, 9),
        (100, 1, 10),
        (36, 12, 18),
    ]


def random_small(rng):
    top = rng.choice([4, 12, 30])
    return rng.randint(1, 200), rng.randint(1, top), rng.randint(1, top)


def large(rng):
    return [
        (10**18, 2, 3),
        (10**18, 10**9, 10**9 - 1),
        (10**18, 720720, 360360),
        (10**18 - 1, 999999937, 6),
        (rng.randint(10**17, 10**18), 2 * rng.randint(1, 10**8), 6 * rng.randint(1, 10**8)),
    ]
