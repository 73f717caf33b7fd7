def edge_cases():
    return [
        ([[0, 1]], 0),
        ([[3, 4], [4, 5], [5, 6]], 0),
        ([[3, 4], [4, 5], [5, 6]], 1),
        ([[0, 9], [1, 2], [4, 5], [7, 8]], 1),
        ([[6, 8], [1, 5], [1, 4]], 2),
        ([[2, 3], [2, 3], [2, 3]], 5),
    ]


def train(rng, last, longest):
    arrival = rng.randint(0, last)
    return [arrival, arrival + rng.randint(1, longest)]


def random_small(rng):
    return [train(rng, 15, 6) for _ in range(rng.randint(1, 6))], rng.randint(0, 4)


def large(rng):
    return [
        ([train(rng, 900000, 20000) for _ in range(800)], 500),
        ([train(rng, 5000, 60) for _ in range(800)], 7),
        ([train(rng, 40, 400) for _ in range(600)], 0),
        ([[i, i + 5] for i in range(600)], 10**4),
    ]
