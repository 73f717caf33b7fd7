def tree(rng, n, reach):
    """Let every station point to one of the ``reach`` stations before it in a random numbering that keeps 0."""
    names = list(range(1, n))
    rng.shuffle(names)
    names = [0] + names
    toward = [-1] * n
    for place in range(1, n):
        toward[names[place]] = names[rng.randint(max(0, place - reach), place - 1)]
    return toward


def edge_cases():
    return [
        ([-1, 0], [0, 0]),
        ([-1, 0], [5, -8]),
        ([-1, 2, 0], [0, 3, 4]),
        ([-1, 2, 0], [0, -3, 4]),
        ([-1, 2, 3, 0], [1, 6, -9, 1]),
        ([-1, 2, 3, 4, 0], [0, 5, 5, 5, 5]),
        ([-1, 0, 0, 0], [0, -4, 3, -2]),
        ([-1, 4, 4, 0, 3], [0, -7, -6, 10, 1]),
    ]


def random_small(rng):
    n = rng.randint(2, 9)
    low = rng.choice([-9, -9, 0])
    return tree(rng, n, rng.choice([1, 3, n])), [rng.randint(low, 9) for _ in range(n)]


def large(rng):
    cases = []
    for n, reach, low in ((1000, 1, -(10**3)), (1000, 1000, -(10**6)), (600, 3, 10**5)):
        cases.append((tree(rng, n, reach), [rng.randint(low, 10**6) for _ in range(n)]))
    return cases
