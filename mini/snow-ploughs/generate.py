def edge_cases():
    return [
        (1, [[0, 0, 1]]),
        (3, [[0, 2, 4]]),
        (5, [[2, 2, 9], [3, 3, 8]]),
        (5, [[0, 1, 5], [2, 4, 1]]),
        (6, [[0, 2, 3], [3, 5, 3]]),
        (7, [[0, 4, 2], [5, 6, 1], [5, 5, 1]]),
        (8, [[0, 3, 1], [0, 3, 1], [4, 7, 1]]),
        (4, [[0, 0, 1000], [1, 3, 1]]),
        (9, [[0, 7, 1], [8, 8, 7], [0, 3, 2]]),
    ]


def random_small(rng):
    n = rng.randint(1, 9)
    ploughs = []
    for _ in range(rng.randint(1, 6)):
        first, last = sorted((rng.randrange(n), rng.randrange(n)))
        ploughs.append([first, last, rng.randint(1, 5)])
    return n, ploughs


def large(rng):
    def plough(n, longest):
        first = rng.randrange(n)
        return [first, min(n - 1, first + rng.randrange(longest)), rng.randint(1, 1000)]

    return [
        (10**5, [plough(10**5, 50) for _ in range(1500)]),
        (10**5, [plough(10**5, 10**5) for _ in range(1500)]),
        (10**5, [[0, 99999, 1 + i % 9] for i in range(12000)]),
        (500, [[i % 400, i % 400 + 99, 1000] for i in range(1000)]),
    ]
