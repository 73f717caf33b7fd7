def edge_cases():
    cases = [(1, 1, 2), (2, 1, 2), (3, 1, 2), (6, 1, 2), (7, 1, 2), (9, 1, 10), (10, 1, 10), (11, 1, 10), (40, 9, 10)]
    return [f"{n} {p} {q}\n" for n, p, q in [*cases, (29, 2, 3), (30, 2, 6), (17, 3, 4), (100, 2, 5)]]


def random_small(rng):
    q = rng.randint(2, 10)
    return f"{rng.randint(1, rng.choice([12, 60, 400]))} {rng.randint(1, q - 1)} {q}\n"


def large(rng):
    top = 10**18
    cases = [(top, 1, 10), (top, 9, 10), (top - 1, 1, 2), (2**59 - 1, 1, 2), (2**59 - 2, 1, 2), (top, 2, 3)]
    for _ in range(8):
        q = rng.randint(2, 10)
        cases.append((rng.randint(1, top), rng.randint(1, q - 1), q))
    return [f"{n} {p} {q}\n" for n, p, q in cases]
