def edge_cases():
    return [
        (1, 0, 0),
        (1, 0, 1),
        (1, 5, 12),
        (4, 0, 16),
        (4, 15, 16),
        (4, 16, 17),
        (6, 7, 8),
        (60, 1023, 1024),
        (60, 37, 37),
        (3, 6, 41),
    ]


def random_small(rng):
    start = rng.randint(0, 120)
    return rng.randint(1, 8), start, start + rng.randint(0, 120)


def large(rng):
    top = 10**18
    cases = [(60, 0, top), (60, 2**59 - 1, 2**59), (33, 1, top - 1), (1, 0, top), (20, top - 5, top)]
    for _ in range(6):
        start, end = sorted(rng.randint(0, top) for _ in range(2))
        cases.append((rng.randint(2, 60), start, end))
    return cases
