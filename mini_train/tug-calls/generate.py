def edge_cases():
    return [
        ([5], [5]),
        ([5], [0]),
        ([9, 0], [0, 9]),
        ([0, 5, 9], [0, 9, 9]),
        ([7, 8, 9], [1, 2, 3]),
        ([3, 3, 3], [2, 3, 4]),
        ([0, 10, 20, 30], [5, 19, 28, 30]),
    ]


def random_small(rng):
    n = rng.randint(1, 6)
    return [rng.randint(0, 30) for _ in range(n)], [rng.randint(0, 30) for _ in range(n)]


def large(rng):
    def positions(n, most):
        return [rng.randint(0, most) for _ in range(n)]

    return [
        (positions(600, 10**9), positions(600, 10**9)),
        (positions(900, 10**6), positions(900, 5000)),
        (positions(900, 3000), positions(900, 9000)),
    ]
