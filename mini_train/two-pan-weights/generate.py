def edge_cases():
    return [f"{n}\n" for n in (1, 2, 3, 5, 7, 27, 43, 64, 63, 47)]


def random_small(rng):
    return f"{rng.randint(1, 100)}\n"


def large(rng):
    return [f"{n}\n" for n in (10**18, 2**59 - 1, 2**60 // 3, 10**18 - 1, rng.randint(10**17, 10**18))]
