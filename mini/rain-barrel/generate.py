def text(capacity, days):
    return f"{len(days)} {capacity}\n" + "".join(f"{rain} {need}\n" for rain, need in days)


def edge_cases():
    return [
        text(1, [(0, 0)]),
        text(5, [(5, 5)]),
        text(5, [(9, 5)]),
        text(5, [(9, 9)]),
        text(5, [(9, 0), (9, 0)]),
        text(7, [(7, 0), (3, 3), (0, 7)]),
        text(10, [(0, 5), (20, 0), (0, 5)]),
        text(100, [(1, 2), (2, 1), (1, 2), (2, 1)]),
    ]


def random_small(rng):
    top = rng.choice([4, 15, 15])
    days = [(rng.randint(0, top), rng.randint(0, top)) for _ in range(rng.randint(1, 8))]
    return text(rng.randint(1, 20), days)


def large(rng):
    top = 10**9
    return [
        text(top, [(rng.randint(0, top), rng.randint(0, top)) for _ in range(2000)]),
        text(7 * 10**8, [(top * (i % 2), top * ((i + 1) % 2)) for i in range(1000)]),
        text(1, [(rng.randint(0, 3), rng.randint(0, 3)) for _ in range(2000)]),
    ]
