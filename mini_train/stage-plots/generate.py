def text(k, minutes):
    return f"{len(minutes)} {k}\n" + "".join(" ".join(map(str, row)) + "\n" for row in minutes)


def random_text(rng, n, k, top):
    return text(k, [[0 if p == q else rng.randint(0, top) for q in range(n)] for p in range(n)])


def edge_cases():
    return [
        text(1, [[0]]),
        text(2, [[0, 4], [6, 0]]),
        text(1, [[0, 1, 9], [9, 0, 1], [9, 9, 0]]),
        text(3, [[0, 5, 2], [1, 0, 4], [7, 3, 0]]),
        text(1, [[0, 1, 9, 9], [9, 0, 1, 9], [9, 9, 0, 1], [9, 9, 9, 0]]),
        text(2, [[0, 0, 9, 9], [9, 0, 3, 9], [9, 9, 0, 8], [4, 9, 9, 0]]),
        text(3, [[0, 7, 1, 3], [2, 0, 6, 2], [5, 8, 0, 4], [6, 1, 9, 0]]),
    ]


def random_small(rng):
    n = rng.randint(1, 6)
    return random_text(rng, n, rng.randint(1, n), rng.choice([5, 20]))


def large(rng):
    return [
        random_text(rng, 12, 5, 1000),
        random_text(rng, 12, 1, 1000),
        random_text(rng, 12, 12, 30),
        random_text(rng, 11, 7, 1000),
    ]
