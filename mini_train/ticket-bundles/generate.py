def edge_cases():
    return [
        ([1], [5], 1),
        ([1000], [1], 1),
        ([2, 3], [4, 6], 1),
        ([5, 2], [6, 3], 4),
        ([6, 1], [5, 1], 5),
        ([6, 4], [10, 7], 8),
        ([3, 3], [9, 8], 7),
        ([7, 5, 2], [8, 7, 4], 16),
    ]


def random_small(rng):
    m = rng.randint(1, 4)
    size = [rng.randint(1, 9) for _ in range(m)]
    return size, [rng.randint(max(1, s - 2), s + 5) for s in size], rng.randint(1, 24)


def large(rng):
    def bundles(m, low, high):
        size = [rng.randint(low, high) for _ in range(m)]
        return size, [s * 900 + rng.randint(1, 5000) for s in size], 10000 - rng.randint(0, 9)

    return [bundles(30, 1, 1000), bundles(30, 500, 1000), bundles(10, 100, 130), ([1], [10**6], 10000)]
