from math import atan2, gcd


def edge_cases():
    polygons = [
        [[0, 0], [1, 1], [2, 0]],
        [[0, 0], [2, 0], [4, 0], [4, 2], [0, 2]],
        [[0, 0], [0, 3 * 2], [6, 6], [6, 0]],
        [[-3, 1], [1, -3], [5, 1], [1, 5]],
        [[0, 0], [5, 1], [6, 6], [1, 5]],
        [[-2, 0], [7, -1], [8, 4], [3, 3], [1, 7]],
        [[0, 0], [9, 1], [3, 3], [1, 9]],
        [[0, 0], [10, 0], [10, 2], [2, 2], [2, 8], [10, 8], [10, 10], [0, 10]],
    ]
    return [(polygon,) for polygon in polygons]


def star(rng, size, corners):
    """Trees in different directions from a centre, in the order of these directions, with no gap of half a turn."""
    while True:
        directions = {}
        for _ in range(corners):
            x, y = rng.randint(-size, size), rng.randint(-size, size)
            y += (x + y) % 2
            divisor = gcd(x, y)
            if divisor:
                directions[x // divisor, y // divisor] = (x, y)
        around = sorted(directions.values(), key=lambda tree: atan2(tree[1], tree[0]))
        pairs = list(zip(around, around[1:] + around[:1], strict=True))
        if len(around) >= 3 and all(a * d - b * c > 0 for (a, b), (c, d) in pairs):
            break
    if rng.random() < 0.5:
        around.reverse()
    right = rng.randint(-3, 3) * 2
    return ([[x + right, y] for x, y in around],)


def random_small(rng):
    return star(rng, rng.choice([3, 6, 9]), rng.randint(3, 9))


def large(rng):
    top = 10**9 - 10
    corner = 10**9
    return [
        star(rng, top, 700),
        star(rng, top, 400),
        star(rng, 1000, 300),
        star(rng, top, 4),
        ([[-corner, -corner], [corner, -corner], [corner, corner], [-corner, corner]],),
        ([[-corner, 0], [0, -corner], [corner, 0], [0, corner]],),
    ]
