def rivers(rng, n, reach, mouths, longest):
    names = list(range(n))
    rng.shuffle(names)
    into, minutes = [-1] * n, [0] * n
    for place in range(mouths, n):
        into[names[place]] = names[rng.randint(max(0, place - reach), place - 1)]
        minutes[names[place]] = rng.randint(0, longest)
    return into, minutes, names


def edge_cases():
    return [
        ([-1, -1], [0, 0], 0, 1),
        ([-1, 0], [0, 7], 0, 1),
        ([-1, 0], [0, 7], 1, 0),
        ([-1, 0, 0], [0, 4, 4], 1, 2),
        ([-1, 0, 1, 1], [0, 9, 2, 5], 2, 3),
        ([1, 2, 3, -1, 3], [1, 1, 1, 0, 8], 0, 4),
        ([1, 2, 3, -1, 2], [1, 1, 6, 0, 8], 4, 0),
        ([1, 2, 3, -1], [3, 0, 5, 0], 2, 0),
        ([1, -1, 3, -1], [3, 0, 5, 0], 0, 2),
    ]


def random_small(rng):
    n = rng.randint(2, 10)
    into, minutes, _ = rivers(rng, n, rng.choice([1, 3, n]), rng.choice([1, 1, 2]), rng.choice([3, 20]))
    return into, minutes, *rng.sample(range(n), 2)


def large(rng):
    cases = []
    for n, reach, mouths in ((1000, 2, 1), (1000, 1, 1), (800, 40, 2)):
        into, minutes, names = rivers(rng, n, reach, mouths, 10**6)
        cases.append((into, minutes, names[-1], names[-2]))
    return cases
