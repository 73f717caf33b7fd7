def edge_cases():
    return [
        ([1],),
        ([1, 2, 3, 4],),
        ([4, 3, 2, 1],),
        ([2, 5, 1, 4],),
        ([5, 5, 6, 6, 5],),
        ([3, 1, 2, 1, 3],),
        ([1, 3, 2, 3, 1, 3],),
    ]


def random_small(rng):
    most = rng.choice([3, 9])
    return ([rng.randint(1, most) for _ in range(rng.randint(1, 7))],)


def large(rng):
    return [
        ([rng.randint(1, 10**9) for _ in range(1200)],),
        ([rng.randint(1, 60) for _ in range(3000)],),
        (list(range(1, 1500)),),
        ([i // 2 + rng.randint(0, 30) for i in range(1200)],),
    ]
