def text(sites):
    return f"{len(sites)}\n" + "".join(f"{a} {b}\n" for a, b in sites)


def edge_cases():
    return [
        text([(6, 7)]),
        text([(1, 7), (7, 8)]),
        text([(13, 14), (14, 15), (8, 13)]),
        text([(1, 20), (2, 3), (10, 11)]),
        text([(1, 3), (2, 5), (4, 6)]),
        text([(2, 4), (4, 5), (4, 9)]),
        text([(1, 2), (3, 4), (5, 6), (7, 8)]),
    ]


def site(rng, last, longest):
    a = rng.randint(1, last)
    return a, a + rng.randint(1, longest)


def random_small(rng):
    return text([site(rng, 16, rng.choice([2, 7])) for _ in range(rng.randint(1, 6))])


def large(rng):
    return [
        text([site(rng, 900000, 9000) for _ in range(700)]),
        text([site(rng, 30000, 40) for _ in range(700)]),
        text([site(rng, 3000, 9) for _ in range(900)]),
    ]
