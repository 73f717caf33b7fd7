def edge_cases():
    return [
        ([7], 7),
        ([7], 8),
        ([0, 0, 0], 0),
        ([5, -5], 0),
        ([1, -1, 1, -1], 0),
        ([2, 4, 2, 4, 2], 3),
        ([-3, 9, -3, 9], 3),
        ([10, 0, 5, 5], 5),
        ([1, 2, 3, 4, 5], 3),
    ]


def random_small(rng):
    spread = rng.choice([1, 2, 6])
    target = rng.randint(-4, 4)
    return [target + rng.randint(-spread, spread) for _ in range(rng.randint(1, 14))], target


def large(rng):
    return [
        ([rng.randint(-2, 2) for _ in range(4000)], 0),
        ([10**6 if i % 2 else -(10**6) for i in range(3000)], 0),
        ([-(10**6)] * 2000, -(10**6)),
        ([rng.randint(-(10**6), 10**6) for _ in range(2000)], 17),
    ]
