def random_roads(rng, n, m, highest):
    return [[*rng.sample(range(n), 2), rng.randint(1, highest)] for _ in range(m)]


def random_trucks(rng, n, k, highest):
    return [[rng.randrange(n), rng.randint(1, highest)] for _ in range(k)]


def edge_cases():
    return [
        (1, [], [[0, 5]]),
        (3, [], [[2, 1], [0, 1]]),
        (2, [[0, 1, 7]], [[1, 7], [0, 8], [0, 1]]),
        (3, [[0, 1, 5], [1, 2, 5], [2, 0, 5]], [[0, 5], [1, 6]]),
        (3, [[0, 1, 5], [1, 0, 9], [1, 2, 3]], [[0, 4], [2, 3], [2, 10]]),
        (4, [[0, 1, 2], [2, 3, 2], [1, 2, 1]], [[3, 1], [3, 2], [3, 3]]),
        (5, [[0, 1, 9], [1, 2, 8], [2, 3, 7], [3, 4, 6]], [[4, 6], [4, 7], [0, 7], [0, 9], [2, 8]]),
    ]


def random_small(rng):
    n = rng.randint(2, 8)
    highest = rng.choice([3, 10])
    roads = random_roads(rng, n, rng.randint(0, 2 * n), highest)
    return n, roads, random_trucks(rng, n, rng.randint(1, 6), highest + 1)


def large(rng):
    chain = [[city, city + 1, rng.randint(1, 1000)] for city in range(499)]
    return [
        (400, random_roads(rng, 400, 500, 1000), random_trucks(rng, 400, 300, 1000)),
        (500, chain, random_trucks(rng, 500, 200, 60)),
        (120, random_roads(rng, 120, 400, 300), random_trucks(rng, 120, 200, 310)),
    ]
