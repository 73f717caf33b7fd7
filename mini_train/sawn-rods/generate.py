def edge_cases():
    return [
        ([1], 1, 1),
        ([7], 2, 1),
        ([7], 1, 4),
        ([7], 1, 5),
        ([30, 2], 3, 2),
        ([9, 9, 9], 5, 3),
        ([9, 9, 9], 1, 6),
        ([100, 1, 1], 10, 5),
    ]


def random_small(rng):
    rods = [rng.randint(1, 60) for _ in range(rng.randint(1, 6))]
    return rods, rng.randint(1, 5), rng.randint(1, 15)


def large(rng):
    def rods(n, least):
        return [rng.randint(least, 10**9) for _ in range(n)]

    return [
        (rods(1000, 1), 3, 12345),
        (rods(1000, 1), 1000, 10**9),
        (rods(500, 9 * 10**8), 1, 500),
        ([1] * 1000 + [10**9], 7, 40),
        ([10**9] * 300, 999, 10**6),
    ]
