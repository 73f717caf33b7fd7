def edge_cases():
    return [
        ([[0, 7]],),
        ([[0, 7], [0, -7], [0, 3]],),
        ([[5, 0], [-5, 0], [2, 0], [-1, 0]],),
        ([[1, 2], [-1, -2], [2, 4], [-2, -4]],),
        ([[1, -1], [-1, 1], [1, 1], [-1, -1]],),
        ([[4, 6], [6, 9], [-4, 6], [-6, 9]],),
        ([[999999999, 1000000000], [999999998, 999999999]],),
        ([[2, 3], [3, 2], [4, 6], [6, 4]],),
    ]


def random_small(rng):
    points = [[x, y] for x in range(-6, 7) for y in range(-6, 7) if x or y]
    return (rng.sample(points, rng.randint(1, 30)),)


def large(rng):
    near = [[10**9 - i, 10**9 - i - 1] for i in range(250)]
    rays = [[3 * k, -7 * k] for k in range(1, 400)] + [[-3 * k, 7 * k] for k in range(1, 200)]
    square = [[x, y] for x in range(-12, 13) for y in range(-12, 13) if x or y]
    spread = rng.sample(range(-(10**9), 10**9), 500)
    rng.shuffle(rays)
    return [(near,), (rays,), (square,), (list(map(list, zip(spread[::2], spread[1::2]))),)]
