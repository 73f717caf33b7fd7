def text(start, change, rides):
    return f"{len(rides)} {start} {change}\n" + "".join(f"{f} {p} {r}\n" for f, p, r in rides)


def edge_cases():
    return [
        text(0, 0, [(0, 1, 1)]),
        text(0, 5, [(30, 7, 4)]),
        text(3, 0, [(40, 6, 2), (10, 9, 3)]),
        text(12, 4, [(2, 5, 6), (60, 25, 5), (1, 2, 3)]),
        text(6, 2, [(0, 3, 4), (0, 12, 4), (0, 5, 1)]),
        text(9, 1, [(0, 10, 4), (0, 5, 9), (0, 30, 7)]),
        text(20, 3, [(0, 4, 1), (50, 1, 1)]),
    ]


def random_small(rng):
    rides = [(rng.randint(0, 30), rng.randint(1, 25), rng.randint(1, 12)) for _ in range(rng.randint(1, 5))]
    return text(rng.randint(0, 40), rng.randint(0, 6), rides)


def large(rng):
    top = 10**9
    return [
        text(0, top, [(rng.randint(0, top), rng.randint(1, top), rng.randint(1, top)) for _ in range(1500)]),
        text(top, 0, [(rng.randint(0, 9), rng.randint(1, 99), rng.randint(1, 99)) for _ in range(2000)]),
        text(5, 5, [(top, 10**6 + k, 1) for k in range(400)]),
        text(1, 1, [(0, 10, 8)] * 300 + [(0, top, 7)]),
        text(rng.randint(0, top), 60, [(360, 60, 45), (375, 20, 11), (362, 1440, 600)] * 50),
    ]
