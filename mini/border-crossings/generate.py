def edge_cases():
    return [
        ([0], [7], []),
        ([0, 1], [3, 4], [[1, 0]]),
        ([0, 1, 0, 1, 0], [1, 100], [[0, 1], [1, 2], [2, 3], [3, 4]]),
        ([0, 0, 1, 1, 1, 1], [10, 1], [[0, 1], [1, 2], [1, 3], [1, 4], [1, 5]]),
        ([2, 0, 1, 2, 1], [5, 0, 9], [[4, 3], [3, 0], [0, 1], [3, 2]]),
        ([1, 2, 0, 0, 2, 1, 1], [1, 10, 100], [[6, 0], [0, 5], [5, 1], [1, 2], [2, 4], [4, 3]]),
    ]


def tree(rng, n, reach):
    names = list(range(n))
    rng.shuffle(names)
    roads = []
    for place in range(1, n):
        road = [names[place], names[rng.randint(max(0, place - reach), place - 1)]]
        rng.shuffle(road)
        roads.append(road)
    rng.shuffle(roads)
    return roads


def random_small(rng):
    n, cantons = rng.randint(2, 9), rng.randint(1, 4)
    cantons = min(cantons, n)
    fee = [rng.randint(0, 20) for _ in range(cantons)]
    return [rng.randrange(cantons) for _ in range(n)], fee, tree(rng, n, rng.choice([1, 3, n]))


def large(rng):
    cases = []
    for n, cantons, reach in ((2000, 2, 1), (1500, 40, 1500), (1200, 1200, 5), (1200, 3, 2)):
        fee = [rng.randint(0, 10**6) for _ in range(cantons)]
        cases.append(([rng.randrange(cantons) for _ in range(n)], fee, tree(rng, n, reach)))
    return cases
