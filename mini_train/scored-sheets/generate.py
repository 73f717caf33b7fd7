def text(sheets):
    return f"{len(sheets)}\n" + "".join(f"{a} {b}\n" for a, b in sheets)


def edge_cases():
    return [
        text([(1, 1)]),
        text([(1, 1), (1, 1), (1, 1)]),
        text([(2, 2)]),
        text([(2, 2), (2, 2)]),
        text([(3, 3)]),
        text([(1, 2), (2, 1), (1, 1)]),
        text([(2, 4), (1, 3)]),
        text([(7, 1)]),
    ]


def random_small(rng):
    return text([(rng.randint(1, 3), rng.randint(1, 3)) for _ in range(rng.randint(1, 2))])


def large(rng):
    return [
        text([(rng.randint(1, 10**9), rng.randint(1, 10**9)) for _ in range(1000)]),
        text([(10**9, 10**9)] * 151),
        text([(10**9 - 1, 10**9 - 1), (10**9, 1), (1, 1)]),
        text([(2 * rng.randint(1, 10**8) + 1, 2 * rng.randint(1, 10**8) + 1) for _ in range(200)]),
    ]
