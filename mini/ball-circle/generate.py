def text(throws, numbers):
    return f"{len(numbers)} {throws}\n{' '.join(map(str, numbers))}\n"


def edge_cases():
    return [
        text(0, [3]),
        text(1, [1, 1]),
        text(2, [1, 2]),
        text(5, [1, 1, 1]),
        text(7, [2, 2, 2, 2]),
        text(100, [1, 2, 3, 4, 5]),
        text(101, [3, 1, 4, 1, 5, 9]),
        text(500, [5, 3, 2, 6, 6, 4, 1]),
        text(999, [1, 3, 3, 1, 2, 1, 4, 2]),
        text(55, [3, 4, 3, 2, 4]),
        text(33, [3, 5, 5, 5, 2, 3]),
        text(81, [3, 1, 4, 2, 5]),
    ]


def random_small(rng):
    n = rng.randint(1, 9)
    return text(rng.choice([rng.randint(0, 12), rng.randint(0, 3000)]), [rng.randint(1, 2 * n) for _ in range(n)])


def large(rng):
    top = 10**9
    return [
        text(10**18, [rng.randint(1, top) for _ in range(1500)]),
        *(text(10**18 - 1 - k, [rng.randint(1, top) for _ in range(701 + k)]) for k in range(6)),
        text(rng.randint(10**17, 10**18), [rng.randint(1, 3) for _ in range(3000)]),
        text(987654321987654321, [1 if i % 2 else 2 for i in range(2001)]),
        text(6, [top] * 3),
    ]
