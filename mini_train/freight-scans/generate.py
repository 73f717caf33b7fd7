def edge_cases():
    return [
        ([3], [4]),
        ([2, 2, 2], [2, 2, 2]),
        ([4, 5, 6], [1, 2, 3]),
        ([3, 2, 1], [4, 5, 6]),
        ([1, 6, 9], [2, 9, 1]),
        ([2, 8, 5, 5], [3, 10, 1, 4]),
        ([5, 5, 5, 5], [1, 4, 2, 3]),
    ]


def random_small(rng):
    n = rng.randint(1, 6)
    return [rng.randint(1, 9) for _ in range(n)], [rng.randint(1, 9) for _ in range(n)]


def large(rng):
    def minutes(n, most):
        return [rng.randint(1, most) for _ in range(n)]

    return [
        (minutes(600, 10**5), minutes(600, 10**5)),
        (minutes(800, 50), minutes(800, 60)),
        ([*range(500, 0, -1)], [*range(1, 501)]),
        (list(range(501, 1001)), list(range(1, 501))),
    ]
