def text(n, pairs):
    return f"{n} {len(pairs)}\n" + "".join(f"{a} {b}\n" for a, b in pairs)


def downward(rng, n, m):
    """Conditions without a circle, in a random numbering."""
    names = list(range(1, n + 1))
    rng.shuffle(names)
    return [(names[i], names[j]) for i, j in (sorted(rng.sample(range(n), 2)) for _ in range(m))]


def edge_cases():
    return [
        text(1, []),
        text(4, []),
        text(3, [(1, 2), (2, 3), (1, 3)]),
        text(3, [(2, 1), (2, 1), (1, 3)]),
        text(4, [(1, 2), (1, 3), (1, 4)]),
        text(4, [(1, 2), (2, 3), (3, 2), (3, 4)]),
        text(6, [(1, 2), (1, 3), (1, 4), (2, 5), (3, 5), (4, 6), (2, 6)]),
        text(5, [(1, 2), (3, 4), (4, 5), (5, 3)]),
    ]


def random_small(rng):
    n = rng.randint(2, 9)
    pairs = downward(rng, n, rng.randint(0, 2 * n))
    if rng.random() < 0.25:
        pairs.append(tuple(rng.sample(range(1, n + 1), 2)))
    return text(n, pairs)


def large(rng):
    n = 700
    chain = [(work, work + 1) for work in range(1, n)]
    circle = downward(rng, 500, 300)
    circle += [(1, 2), (2, 3), (3, 1)]
    return [text(n, chain), text(n, downward(rng, n, 1500)), text(500, circle), text(900, downward(rng, 900, 500))]
