def edge_cases():
    return [f"{n}\n" for n in (2, 3, 4, 5, 15, 16, 35, 36, 37, 143, 144, 400)]


def random_small(rng):
    return f"{rng.choice([rng.randint(1, 60), rng.randint(1, 1500)])}\n"


def large(rng):
    return [f"{n}\n" for n in (10**6, 99980001, 10**9 - 1, 10**10, rng.randint(9 * 10**9, 10**10))]
