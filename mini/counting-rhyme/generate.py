def text(m, numbers):
    return f"{len(numbers)} {m}\n{' '.join(map(str, numbers))}\n"


def edge_cases():
    return [
        text(1, [1, 1]),
        text(2, [1, 1]),
        text(3, [2, 2, 2]),
        text(1, [1, 2, 3, 4]),
        text(9, [4, 3, 2, 1]),
        text(5, [5, 5, 5, 5, 5]),
        text(100, [7, 1, 12, 30, 4, 4]),
        text(6, [3, 1, 4, 1, 5, 9, 2, 6]),
    ]


def random_small(rng):
    n = rng.randint(1, 10)
    top = rng.choice([2, n, 3 * n])
    return text(rng.randint(1, top), [rng.randint(1, top) for _ in range(n)])


def large(rng):
    top = 10**9
    return [
        text(top, [rng.randint(1, top) for _ in range(3000)]),
        text(7, [1 + i % 9 for i in range(30000)]),
        text(1, [top - i for i in range(1000)]),
        text(rng.randint(1, top), [rng.randint(1, 5000) for _ in range(5000)]),
    ]
