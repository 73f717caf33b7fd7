def text(s, changes):
    return f"{len(changes)} {s}\n{' '.join(map(str, changes))}\n"


def edge_cases():
    return [
        text(1, [1]),
        text(2, [1]),
        text(1, [0, -3, 0]),
        text(9, [5, -1, 5]),
        text(5, [1, 1, 5]),
        text(6, [3, 3, -9, 2, 2, 2]),
        text(7, [-2, 8, -3, 1, 2, 4, -1, 5]),
        text(10, [10, -20, 4, 0, 0, 6]),
    ]


def random_small(rng):
    top = rng.choice([3, 9])
    changes = [rng.randint(-top, top) for _ in range(rng.randint(1, 14))]
    return text(rng.randint(1, 2 * top), changes)


def large(rng):
    def changes(n, low, high):
        return [rng.randint(low, high) for _ in range(n)]

    return [
        text(300, changes(3000, -9, 9)),
        text(90000, changes(1500, -999, 1200)),
        text(10**7, changes(1000, -(10**4), 10**4)),
        text(2000, changes(2000, 0, 50)),
    ]
