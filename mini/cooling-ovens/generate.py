def edge_cases():
    return [
        ([1], [1], [1], 1),
        ([7], [1], [5], 4),
        ([2], [3], [100], 3),
        ([2], [3], [100], 4),
        ([4, 4], [2, 2], [6, 6], 6),
        ([3, 50], [1, 9], [40, 1], 5),
        ([1, 9], [5, 5], [30, 2], 12),
        ([10, 6], [3, 1], [1, 6], 7),
    ]


def random_small(rng):
    ovens = rng.randint(1, 4)
    return (
        [rng.randint(1, 12) for _ in range(ovens)],
        [rng.randint(1, 5) for _ in range(ovens)],
        [rng.randint(1, 40) for _ in range(ovens)],
        rng.randint(1, 30),
    )


def large(rng):
    top = 10**6

    def ovens(number, *limits):
        return [[rng.randint(1, limit) for _ in range(number)] for limit in limits]

    return [
        (*ovens(1500, top, top, top), 10**12),
        (*ovens(1500, 100, 9, top), 10**9),
        (*ovens(40, 10, 1000, 60), 10**12),
        ([top], [1], [top], 10**12),
        (*ovens(300, 5, 100, top), 20000),
        (*ovens(5, top, 3, 10), 123456789),
    ]
