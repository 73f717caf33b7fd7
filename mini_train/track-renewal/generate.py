def edge_cases():
    return [
        ([4], 1),
        ([4, 2], 1),
        ([1, 5, 9, 2], 2),
        ([2, 1, 9, 9], 2),
        ([7, 5, 4, 5, 7, 9], 3),
        ([9, 7, 5, 4, 5, 7, 9], 4),
        ([3, 3, 3, 3, 3], 3),
        ([1, 9, 1, 9, 9, 1, 9], 3),
    ]


def random_small(rng):
    n = rng.randint(1, 10)
    most = rng.choice([6, 40])
    return [rng.randint(1, most) for _ in range(n)], rng.randint(1, (n + 1) // 2)


def large(rng):
    def costs(n, most):
        return [rng.randint(1, most) for _ in range(n)]

    return [
        (costs(1000, 10**6), 350),
        (costs(1201, 10**6), 590),
        (costs(1500, 30), 700),
        ([abs(i - 400) + 1 for i in range(801)], 401),
    ]
