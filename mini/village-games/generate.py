def text(points):
    return f"{len(points)}\n{' '.join(map(str, points))}\n"


def edge_cases():
    return [
        text([0]),
        text([3, 3]),
        text([3, 4]),
        text([5, 5, 5, 5]),
        text([1, 2, 3]),
        text([9, 9, 4, 4, 4, 1]),
        text([8, 7, 6, 6, 6]),
        text([8, 7, 7, 6]),
        text([8, 8, 8, 6, 5]),
    ]


def random_small(rng):
    top = rng.choice([2, 4, 20])
    return text([rng.randint(0, top) for _ in range(rng.randint(1, 8))])


def large(rng):
    return [
        text([rng.randint(0, 10**9) for _ in range(3000)]),
        text([rng.randint(0, 3) for _ in range(5000)]),
        text([7] * 2000 + [9, 9]),
    ]
