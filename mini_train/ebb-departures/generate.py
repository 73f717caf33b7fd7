def text(ships):
    return f"{len(ships)}\n" + "".join(f"{t} {d}\n" for t, d in ships)


def edge_cases():
    return [
        text([(1, 1)]),
        text([(2, 1)]),
        text([(1, 1), (9, 5), (3, 9)]),
        text([(4, 4), (2, 5), (2, 6), (3, 9)]),
        text([(2, 9), (2, 9), (2, 9), (2, 9), (2, 9)]),
        text([(5, 10), (6, 11), (1, 11), (5, 11)]),
        text([(5, 5), (4, 6), (3, 7), (2, 8)]),
        text([(1, 3), (2, 3), (3, 6), (1, 7), (2, 7)]),
    ]


def random_small(rng):
    return text([(rng.randint(1, 8), rng.randint(1, 22)) for _ in range(rng.randint(1, 6))])


def large(rng):
    return [
        text([(rng.randint(1, 2000), rng.randint(1, 200000)) for _ in range(700)]),
        text([(rng.randint(1, 50), rng.randint(1, 9000)) for _ in range(900)]),
        text([(10**6, rng.randint(1, 10**6)) for _ in range(300)]),
        text([(i, 200 * i) for i in range(1, 700)]),
    ]
