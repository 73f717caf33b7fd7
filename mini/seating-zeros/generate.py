def edge_cases():
    return [
        (1, 2),
        (2, 2),
        (5, 10),
        (10, 16),
        (13, 14),
        (21, 98),
        (25, 1000),
        (9, 720),
        (30, 46),
        (26, 4096),
        (100, 48),
    ]


def random_small(rng):
    base = rng.choice([rng.randint(2, 60), 2 ** rng.randint(1, 9) * 3 ** rng.randint(0, 3), rng.randint(2, 9) ** 3])
    return rng.randint(1, rng.choice([12, 60, 200])), base


def large(rng):
    return [
        (10**18, 10**11),
        (10**18, 99999999977),
        (10**18 - 1, 2**36),
        (rng.randint(10**17, 10**18), 2**10 * 3**5 * 7 * 11),
        (999999, 2 * 49999999967),
        (10**15, 316227**2),
    ]
