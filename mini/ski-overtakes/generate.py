def text(skiers):
    return f"{len(skiers)}\n" + "".join(f"{start} {finish}\n" for start, finish in skiers)


def edge_cases():
    return [
        text([(0, 1)]),
        text([(0, 9), (1, 8)]),
        text([(1, 8), (0, 9)]),
        text([(3, 9), (3, 8), (3, 7)]),
        text([(1, 9), (2, 9), (3, 9)]),
        text([(0, 50), (1, 10), (2, 40), (3, 20)]),
        text([(0, 20), (5, 25), (10, 30), (6, 24)]),
        text([(2, 30), (2, 20), (4, 20), (4, 30), (5, 10)]),
    ]


def random_small(rng):
    top = rng.choice([3, 8, 30])
    skiers = []
    for _ in range(rng.randint(1, 9)):
        start = rng.randint(0, top)
        skiers.append((start, start + rng.randint(1, 2 * top)))
    return text(skiers)


def large(rng):
    def skier(top, slowest):
        start = rng.randint(0, top)
        return start, start + rng.randint(1, slowest)

    return [
        text([skier(10**8, 9 * 10**8) for _ in range(1500)]),
        text([skier(40, 60) for _ in range(2000)]),
        text([(i, 10**6 - i) for i in range(2000)]),
        text([(i, 10**6 + i) for i in range(1000)]),
    ]
