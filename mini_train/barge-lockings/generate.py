def edge_cases():
    return [
        ([7], 7, 0),
        ([5, 5], 10, 0),
        ([5, 5], 10, 1),
        ([9, 9, 9, 1], 10, 0),
        ([1, 1, 9, 9], 10, 0),
        ([10, 1, 9], 10, 0),
        ([2, 3, 4, 5, 6], 12, 4),
        ([4, 4, 4, 4, 4], 8, 0),
    ]


def random_small(rng):
    chamber = rng.randint(5, 20)
    return [rng.randint(1, chamber) for _ in range(rng.randint(1, 7))], chamber, rng.randint(0, 3)


def large(rng):
    return [
        ([rng.randint(1, 10**6) for _ in range(1500)], 10**6, 1000),
        ([rng.randint(1, 6 * 10**5) for _ in range(1500)], 10**6, 0),
        ([rng.randint(30, 80) for _ in range(2000)], 110, 2),
        ([500] * 1999, 1000, 0),
    ]
