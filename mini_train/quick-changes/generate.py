def text(points):
    return f"{len(points)} {len(points[0])}\n" + "".join(" ".join(map(str, row)) + "\n" for row in points)


def edge_cases():
    return [
        text([[7]]),
        text([[0, 0]]),
        text([[3, 1], [1, 3]]),
        text([[4], [-1], [4]]),
        text([[9, 0], [-5, -5], [-5, -5], [0, 9]]),
        text([[-2, -1], [-3, -3], [-1, -4], [2, 6]]),
        text([[5, 1], [1, 1], [1, 7], [6, 1], [9, 9]]),
        text([[1, 2, 3], [3, 1, 2], [2, 3, 1], [1, 2, 3]]),
    ]


def random_small(rng):
    low = rng.choice([-9, -3, 0])
    m = rng.randint(1, 3)
    return text([[rng.randint(low, 9) for _ in range(m)] for _ in range(rng.randint(1, 6))])


def large(rng):
    def revue(n, m, low, high):
        return text([[rng.randint(low, high) for _ in range(m)] for _ in range(n)])

    return [revue(400, 10, -9, 9), revue(400, 5, -100, 100), revue(400, 3, -100, 40), revue(250, 4, 0, 99)]
