def edge_cases():
    pairs = [(0, 0), (0, 360), (1, 0), (0, 180), (359, 360), (719, 11), (1, 11), (2, 11), (720, 60), (361, 360)]
    return [f"{t} {a}\n" for t, a in pairs]


def random_small(rng):
    return f"{rng.randint(0, 3000)} {rng.randint(0, 360)}\n"


def large(rng):
    pairs = [(10**18, 360), (10**18 - 1, 0)] + [(rng.randint(10**17, 10**18), rng.randint(1, 359)) for _ in range(4)]
    return [f"{t} {a}\n" for t, a in pairs]
