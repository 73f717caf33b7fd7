def network(rng, n, more, highest, reach):
    """A random tree, whose edges go back by up to ``reach`` cities, and ``more`` pipes besides."""
    names = list(range(n))
    rng.shuffle(names)
    pairs = [(names[i], names[rng.randint(max(0, i - reach), i - 1)]) for i in range(1, n)]
    pairs += [tuple(rng.sample(range(n), 2)) for _ in range(more)]
    rng.shuffle(pairs)
    return n, [[a, b, rng.randint(1, highest)] for a, b in pairs]


def edge_cases():
    return [
        (2, [[1, 0, 1000000]]),
        (3, [[0, 1, 3], [1, 2, 3], [2, 0, 3]]),
        (3, [[0, 1, 1], [1, 2, 9], [0, 1, 4]]),
        (4, [[0, 1, 1], [2, 3, 2], [1, 2, 8], [0, 1, 5], [2, 3, 5]]),
        (4, [[0, 1, 4], [0, 2, 5], [0, 3, 6], [1, 2, 7], [1, 3, 8], [2, 3, 9]]),
        (5, [[0, 1, 1], [1, 2, 2], [2, 3, 3], [3, 4, 4], [4, 0, 5], [0, 2, 6]]),
    ]


def random_small(rng):
    n = rng.randint(2, 5)
    return network(rng, n, rng.randint(0, 9 - n), rng.choice([3, 20]), n)


def large(rng):
    return [
        network(rng, 400, 400, 10**6, 400),
        network(rng, 300, 300, 40, 1),
        network(rng, 60, 400, 1000, 60),
    ]
