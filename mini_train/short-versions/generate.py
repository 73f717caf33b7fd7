def edge_cases():
    return [
        ([[2, 1]], [[5, 3]], 1),
        ([[2, 1]], [[5, 3]], 2),
        ([[2, 1]], [[5, 3]], 3),
        ([[2, 1]], [[5, 3]], 50),
        ([[4, 3], [4, 3]], [[0, 0], [7, 9]], 8),
        ([[10, 4], [9, 5]], [[10, 6], [9, 3]], 14),
        ([[6, 3], [5, 4], [7, 1]], [[9, 6], [8, 7], [9, 1]], 13),
        ([[3, 2], [3, 2], [3, 2]], [[4, 3], [4, 3], [4, 3]], 7),
    ]


def random_small(rng):
    n = rng.randint(1, 5)
    minutes = []
    for _ in range(n):
        s = rng.randint(1, 9)
        minutes.append([s + rng.randint(1, 6), s])
    return minutes, [[rng.randint(0, 20), rng.randint(0, 12)] for _ in range(n)], rng.randint(1, 30)


def large(rng):
    def broadcast(n, top, limit):
        minutes = []
        for _ in range(n):
            f = rng.randint(2, top)
            minutes.append([f, rng.randint(max(1, f // 3), f - 1)])
        return minutes, [[min(1000, f + rng.randint(0, 99)), s // 2 + rng.randint(0, 99)] for f, s in minutes], limit

    return [broadcast(60, 1000, 2000), broadcast(60, 90, 2000), broadcast(60, 40, 777), broadcast(35, 200, 1999)]
