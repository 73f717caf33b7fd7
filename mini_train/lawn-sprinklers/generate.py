def text(h, w, lo, hi, sprinklers):
    lines = [(h, w, len(sprinklers), lo, hi), *sprinklers]
    return "".join(" ".join(map(str, line)) + "\n" for line in lines)


def sprinkler(rng, h, w):
    r1, r2 = sorted(rng.randint(1, h) for _ in range(2))
    c1, c2 = sorted(rng.randint(1, w) for _ in range(2))
    return r1, c1, r2, c2


def edge_cases():
    return [
        text(1, 1, 0, 0, [(1, 1, 1, 1)]),
        text(1, 1, 1, 1, [(1, 1, 1, 1)]),
        text(3, 4, 0, 0, [(1, 1, 2, 2)]),
        text(4, 4, 1, 1, [(1, 1, 4, 4)]),
        text(5, 5, 1, 2, [(1, 1, 3, 3), (3, 3, 5, 5), (1, 3, 5, 3)]),
        text(1, 6, 2, 2, [(1, 1, 1, 4), (1, 3, 1, 6)]),
        text(6, 1, 1, 1, [(1, 1, 4, 1), (3, 1, 6, 1)]),
        text(4, 4, 0, 1, [(2, 2, 3, 3), (2, 2, 3, 3)]),
    ]


def random_small(rng):
    h, w, n = rng.randint(1, 7), rng.randint(1, 7), rng.randint(1, 6)
    lo = rng.randint(0, min(n, 2))
    return text(h, w, lo, rng.randint(lo, n), [sprinkler(rng, h, w) for _ in range(n)])


def large(rng):
    shapes = [
        (300, 300, 1000, 200, 260),
        (1, 300, 300, 50, 90),
        (300, 280, 900, 100, 1000 - 100),
        (250, 300, 300, 0, 9),
    ]
    return [text(h, w, lo, hi, [sprinkler(rng, h, w) for _ in range(n)]) for h, w, n, lo, hi in shapes]
