def edge_cases():
    return [
        ([120], [1], 0),
        ([100, 101], [5, 6], 0),
        ([100, 101], [5, 6], 1),
        ([10, 20, 10, 20, 10], [1, 3, 1, 3, 1], 9),
        ([50, 60, 70, 60], [9, 1, 1, 9], 10),
        ([10, 30, 20, 15], [5, 9, 1, 5], 5),
        ([100, 105, 110, 108, 100], [10, 4, 30, 4, 1], 6),
        ([10, 20, 30, 90], [5, 5, 5, 2], 10),
    ]


def random_small(rng):
    n = rng.randint(1, 9)
    return [rng.randint(90, 120) for _ in range(n)], [rng.randint(1, 40) for _ in range(n)], rng.randint(0, 16)


def large(rng):
    def tracks(n, low, high):
        return [rng.randint(low, high) for _ in range(n)], [rng.randint(1, 10**4) for _ in range(n)]

    return [
        (*tracks(1000, 1, 300), 12),
        (*tracks(1000, 100, 130), 300),
        (*tracks(700, 1, 300), 0),
        (list(range(1, 301)) * 2, [rng.randint(1, 99) for _ in range(600)], 3),
    ]
