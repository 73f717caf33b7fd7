def edge_cases():
    return [
        ([5], [5], 0),
        ([5], [4], 9),
        ([5], [8], 2),
        ([10, 20], [21], 2),
        ([1, 3], [3, 5], 2),
        ([1, 3], [2, 3], 2),
        ([4, 4, 4], [4, 4], 0),
        ([9, 1, 5], [6, 2, 10, 30], 1),
    ]


def random_small(rng):
    top = rng.choice([6, 12, 30])
    pots = [rng.randint(1, top) for _ in range(rng.randint(1, 5))]
    lids = [rng.randint(1, top) for _ in range(rng.randint(1, 5))]
    return pots, lids, rng.randint(0, top // 3)


def large(rng):
    def sizes(n, top):
        return [rng.randint(1, top) for _ in range(n)]

    return [
        (sizes(800, 10**6), sizes(700, 10**6), 2000),
        (sizes(1000, 900), sizes(1000, 900), 3),
        (sizes(400, 5000), sizes(600, 5000), 0),
        (sizes(300, 200), sizes(500, 300), 40),
    ]
