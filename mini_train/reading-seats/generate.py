def text(k, readers):
    lines = [f"{t} {d} {w}" for t, d, w in readers]
    return f"{len(readers)} {k}\n" + "\n".join(lines) + "\n"


def readers(rng, count, minutes, longest, patience):
    times = sorted(rng.randint(0, minutes) for _ in range(count))
    return [(t, rng.randint(1, longest), rng.randint(0, patience)) for t in times]


def edge_cases():
    return [
        text(1, [(0, 1, 0)]),
        text(1, [(5, 3, 0), (5, 3, 2), (5, 3, 3), (5, 3, 6)]),
        text(2, [(0, 9, 0), (0, 2, 0), (1, 4, 9), (1, 1, 9)]),
        text(2, [(0, 10, 1), (1, 3, 1), (2, 50, 1), (3, 4, 5), (4, 4, 5)]),
        text(5, [(7, 1, 0), (7, 1, 0), (8, 1, 0)]),
        text(1, [(0, 10, 0), (1, 90, 3), (2, 5, 8), (3, 5, 12)]),
        text(1, [(3, 4, 0), (40, 5, 0), (43, 1, 2), (60, 1, 0)]),
    ]


def random_small(rng):
    count = rng.randint(1, 10)
    return text(rng.randint(1, 3), readers(rng, count, rng.randint(0, 20), rng.randint(1, 15), rng.randint(0, 15)))


def large(rng):
    return [
        text(20, readers(rng, 700, 10**4, 500, 300)),
        text(400, readers(rng, 600, 10**4, 10**5, 10**4)),
        text(1, readers(rng, 500, 10**6, 3000, 3000)),
        text(2000, readers(rng, 300, 100, 1000, 0)),
    ]
