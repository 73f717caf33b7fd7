def text(k, times):
    return f"{len(times)} {k}\n{' '.join(map(str, times))}\n"


def edge_cases():
    return [
        text(1, [7]),
        text(9, [7, 3]),
        text(1, [3, 1, 2]),
        text(2, [5, 1, 4]),
        text(2, [5, 1, 4, 2, 3]),
        text(3, [6, 6, 6, 6, 6]),
        text(2, [1, 1, 1, 1, 9, 9]),
    ]


def random_small(rng):
    return text(rng.randint(1, 4), [rng.randint(1, 12) for _ in range(rng.randint(1, 5))])


def large(rng):
    return [
        text(1, [rng.randint(1, 10**6) for _ in range(1500)]),
        text(7, [rng.randint(1, 10**6) for _ in range(1500)]),
        text(400, [rng.randint(1, 99) for _ in range(2000)]),
        text(2000, [10**6] * 500),
    ]
