def text(k, meals):
    return f"{len(meals)} {k}\n{' '.join(map(str, meals))}\n"


def edge_cases():
    return [
        text(1, [5, 7, 5]),
        text(1, [0, 4, 3, 0]),
        text(1, [0, 3, 4, 4, 0]),
        text(2, [5, 5, 5, 5, 5, 5]),
        text(3, [9, 0, 50, 40, 8, 9, 7, 9, 2]),
        text(2, [9, 8, 7, 6, 5, 4]),
        text(4, [1, 2, 3, 4, 5, 6]),
        text(2, [0, 0, 0, 0, 0]),
    ]


def random_small(rng):
    k = rng.randint(1, 4)
    n = k + 2 + rng.randint(0, 7)
    top = rng.choice([2, 9, 1000])
    return text(k, [rng.randint(0, top) for _ in range(n)])


def large(rng):
    shapes = [(5000, 50, 9), (1500, 700, 10**6), (1000, 7, 999), (2000, 1990, 99)]
    return [text(k, [rng.randint(0, top) for _ in range(n)]) for n, k, top in shapes]
