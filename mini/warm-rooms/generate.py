def edge_cases():
    return [
        ([7], 1),
        ([3, 9], 1),
        ([3, 9], 2),
        ([1, 2, 3, 4, 5, 6], 2),
        ([9, 1, 1, 1, 1, 9], 1),
        ([5, 8, 5, 5, 8, 5, 8], 2),
        ([4, 6, 6, 4, 4, 6, 6, 4], 3),
        ([2, 7, 1, 8, 2, 8, 1, 8], 3),
    ]


def random_small(rng):
    n = rng.randint(1, 9)
    top = rng.choice([2, 4, 9])
    return [rng.randint(1, top) for _ in range(n)], rng.randint(1, n)


def large(rng):
    n = 3000
    return [
        ([10**6] * n, 1),
        ([rng.randint(1, 10**6) for _ in range(n)], 700),
        ([rng.randint(10**6 - 40, 10**6) for _ in range(n)], 60),
        ([500 + abs(room % 200 - 100) for room in range(n)], 13),
        ([rng.choice([1, 30, 60]) for _ in range(n)], 200),
    ]
