def edge_cases():
    return [(1, 1), (2, 2), (3, 1), (4, 1), (3, 3), (5, 2), (6, 1), (7, 1)]


def random_small(rng):
    k = rng.randint(1, 4)
    return rng.randint(1, {1: 9, 2: 5, 3: 4, 4: 3}[k]), k


def large(rng):
    cases = [(10**9, 10**6), (10**9 - 1, 10**6), (10**9 - 1, 1), (2**29, 7)]
    return cases + [(rng.randint(10**8, 10**9), rng.randint(1, 10**6)) for _ in range(2)]
