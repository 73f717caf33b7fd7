def closed(changes):
    return [*changes, -sum(changes)]


def edge_cases():
    return [
        ([0], 1, 0),
        ([3, -3], 1, 0),
        ([3, -3], 1, 3),
        ([3, -3], 2, 0),
        ([-4, 1, 1, 1, 1], 3, 1),
        ([2, -1, -1], 2, 1),
        ([1, 1, 1, -3], 3, 2),
        ([5, -1, -1, -1, -1, -1], 4, 3),
        ([1, -2, 1, -2, 2], 1, 1),
    ]


def random_small(rng):
    top = rng.choice([1, 3, 9])
    changes = closed([rng.randint(-top, top) for _ in range(rng.randint(0, 9))])
    return changes, rng.randint(1, len(changes)), rng.randint(0, 2 * top)


def large(rng):
    def wander(n, top):
        half = [rng.randint(-top, top) for _ in range(n)]
        back = [-change for change in half]
        rng.shuffle(back)
        return half + back

    return [
        (wander(2000, 10**6), 700, 3 * 10**6),
        (wander(1500, 3), 40, 7),
        ([1] * 99999 + [-99999], 50000, 5),
        ([-1] * 3000 + [1] * 3000, 1200, 1100),
    ]
