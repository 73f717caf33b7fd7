def edge_cases():
    pairs = [(1, 1), (1, 2), (2, 1), (2, 2), (4, 6), (6, 4), (9, 15), (4, 4), (7, 1), (12, 16)]
    return [f"{w} {h}\n" for w, h in pairs]


def random_small(rng):
    factor = rng.randint(1, 6)
    return f"{factor * rng.randint(1, 12)} {factor * rng.randint(1, 12)}\n"


def large(rng):
    pairs = [(10**9, 10**9 - 1), (701408733, 433494437), (10**9, 1), (2**29, 3 * 2**27), (999999000, 666666000)]
    return [f"{w} {h}\n" for w, h in pairs]
