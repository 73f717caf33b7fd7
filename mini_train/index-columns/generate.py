def text(page, gap, lengths):
    return f"{len(lengths)} {page} {gap}\n{' '.join(map(str, lengths))}\n"


def edge_cases():
    return [
        text(3, 5, [3]),
        text(4, 1, [1, 1, 1, 1]),
        text(7, 1, [1, 1, 1, 1]),
        text(10, 0, [1, 1, 9, 9]),
        text(14, 0, [1, 1, 9, 9, 1, 1, 1]),
        text(17, 0, [9, 1, 1, 1, 8, 8, 8]),
        text(16, 0, [2, 2, 2, 2, 9, 9, 9, 9, 5]),
        text(30, 3, [9, 8, 7, 6, 5, 4, 3, 2, 1]),
    ]


def random_small(rng):
    lengths = [rng.choice([1, 2, 9, rng.randint(1, 12)]) for _ in range(rng.randint(1, 14))]
    return text(rng.randint(max(lengths), max(lengths) + 25), rng.randint(0, 3), lengths)


def large(rng):
    mixed = [rng.choice([1, 1, 1, 2, 1000]) for _ in range(2000)]
    blocks = [1000 if index % 90 > 70 else 10 for index in range(2000)]
    return [
        text(12000, 10, [rng.randint(1, 1000) for _ in range(2000)]),
        text(7000, 0, mixed),
        text(15000, 3, blocks),
        text(2600, 7, [rng.randint(20, 300) for _ in range(1500)]),
        text(1000, 1000, [1] * 2000),
    ]
