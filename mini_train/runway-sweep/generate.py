def text(gap, closed, reopened, planes):
    return f"{len(planes)} {gap} {closed} {reopened}\n{' '.join(map(str, planes))}\n"


def edge_cases():
    return [
        text(1, 0, 1, [0]),
        text(5, 2, 9, [2]),
        text(5, 2, 9, [9]),
        text(4, 10, 16, [5, 3]),
        text(4, 10, 16, [7, 6]),
        text(2, 3, 5, [9, 1, 5, 1]),
        text(3, 4, 12, [1, 2, 3, 13, 14]),
    ]


def random_small(rng):
    closed = rng.randint(0, 15)
    planes = [rng.randint(0, 20) for _ in range(rng.randint(1, 6))]
    return text(rng.randint(1, 5), closed, closed + rng.randint(1, 8), planes)


def large(rng):
    return [
        text(400, 300000, 340000, [rng.randint(0, 10**6) for _ in range(1500)]),
        text(10**4, 5000, 9000, [rng.randint(0, 10**5) for _ in range(1500)]),
        text(7, 999, 10**6, [rng.randint(0, 2000) for _ in range(1500)]),
        text(10**4, 0, 10**6, [0] * 2000),
    ]
