def text(n, pairs):
    return f"{n} {len(pairs)}\n" + "".join(f"{a} {b}\n" for a, b in pairs)


def random_pairs(rng, n, m):
    return [tuple(rng.sample(range(1, n + 1), 2)) for _ in range(m)]


def edge_cases():
    return [
        text(1, []),
        text(2, []),
        text(2, [(2, 1), (1, 2), (2, 1)]),
        text(4, [(1, 2), (3, 4), (2, 1), (4, 3)]),
        text(4, [(1, 2), (3, 4), (2, 3), (1, 4)]),
        text(5, [(1, 2), (2, 3), (3, 4), (4, 1), (4, 5), (5, 1), (2, 5)]),
        text(6, [(1, 2), (3, 4), (5, 6), (1, 3), (2, 4), (3, 5), (4, 6)]),
    ]


def random_small(rng):
    n = rng.randint(2, 8)
    return text(n, random_pairs(rng, n, rng.randint(0, 2 * n)))


def large(rng):
    n = 1200
    chain = [(city, city + 1) for city in range(1, n)]
    rng.shuffle(chain)
    star = [(1, city) for city in range(2, 501)] + random_pairs(rng, 500, 40)
    return [text(n, chain[:-1]), text(500, star), text(300, random_pairs(rng, 300, 1400))]
