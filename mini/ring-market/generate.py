def text(kinds):
    return f"{len(kinds)}\n{' '.join(map(str, kinds))}\n"


def edge_cases():
    return [
        text([5]),
        text([5, 5, 5]),
        text([1, 2]),
        text([1, 2, 3, 4]),
        text([1, 1, 2, 1, 1]),
        text([1, 3, 3, 3, 2]),
        text([1, 2, 1, 1, 3, 1, 1]),
        text([2, 1, 9, 9, 9, 9, 3, 2]),
        text([7, 8, 7, 8, 8, 7, 9, 8]),
    ]


def random_small(rng):
    kinds = rng.randint(1, 5)
    return text([rng.randint(1, kinds) for _ in range(rng.randint(1, 14))])


def large(rng):
    return [
        text([rng.randint(1, 60) for _ in range(4000)]),
        text([min(rng.randint(1, 400), 30) for _ in range(4000)]),
        text([1, 2, 3] + [4] * 2000 + [5, 6] + [4] * 1500 + [7]),
        text(list(range(2500, 0, -1))),
    ]
