def edge_cases():
    rivers = [
        [-1],
        [1, 2, 3, -1],
        [3, 3, 3, -1],
        [4, 4, 5, 5, 6, 6, -1],
        [2, 2, 6, 5, 5, 6, -1],
        [4, 4, 5, 5, 5, -1],
        [5, 5, 4, 4, 6, 6, 7, -1, 7, 7, 7],
        [2, 2, 3, -1, 3, 3, 3],
    ]
    return [(into,) for into in rivers]


def river(rng, n, reach):
    names = list(range(n))
    rng.shuffle(names)
    into = [-1] * n
    for place in range(1, n):
        into[names[place]] = names[rng.randint(max(0, place - reach), place - 1)]
    return into


def random_small(rng):
    n = rng.randint(1, 14)
    return (river(rng, n, rng.choice([2, 3, 5, n])),)


def full(rng, levels, extra):
    into, names = [-1], [0]
    for _ in range(levels):
        names = [len(into) + place for place in range(2 * len(names))]
        into += [(name - names[0]) // 2 + (names[0] - len(names) // 2) for name in names]
    into += [rng.randrange(len(into)) for _ in range(extra)]
    place = list(range(len(into)))
    rng.shuffle(place)
    mixed = [-1] * len(into)
    for section, below in enumerate(into):
        mixed[place[section]] = place[below] if below >= 0 else -1
    return mixed


def large(rng):
    cases = [river(rng, 6000, 1), river(rng, 6000, 6000), river(rng, 5000, 3), full(rng, 11, 0), full(rng, 10, 900)]
    cases += [full(rng, 6, 60), full(rng, 5, 200)]
    return [(into,) for into in cases]
