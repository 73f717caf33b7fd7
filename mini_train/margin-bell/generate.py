def text(width, bell, lengths):
    return f"{len(lengths)} {width} {bell}\n{' '.join(map(str, lengths))}\n"


def edge_cases():
    return [
        text(1, 1, [1]),
        text(1, 1, [3, 1, 2]),
        text(10, 5, [4, 4, 4]),
        text(10, 5, [5, 3, 1]),
        text(10, 10, [4, 4, 3]),
        text(10, 10, [4, 5, 6]),
        text(8, 3, [1, 9, 1, 1, 7]),
        text(6, 2, [1, 1, 8]),
    ]


def random_small(rng):
    width = rng.randint(1, 14)
    return text(width, rng.randint(1, width), [rng.randint(1, 9) for _ in range(rng.randint(1, 9))])


def large(rng):
    return [
        text(70, 60, [rng.randint(1, 14) for _ in range(5000)]),
        text(1000, 990, [rng.randint(1, 1000) for _ in range(2500)]),
        text(1000, 1000, [1] * 4000),
        text(5, 5, [rng.randint(1, 6) for _ in range(2000)]),
    ]
