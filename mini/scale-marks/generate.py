def edge_cases():
    return [
        ([1],),
        ([1, 1],),
        ([2, 3],),
        ([2, 3, 6],),
        ([6, 3, 2],),
        ([6, 10, 15],),
        ([4, 8, 16],),
        ([12, 18, 8, 30],),
        ([5, 7, 35, 10, 14],),
        ([2, 2, 2, 3, 3, 3, 5, 5, 5, 30],),
    ]


def random_small(rng):
    base = rng.choice([1, 1, 2, 6])
    return ([base * rng.randint(1, 12) for _ in range(rng.randint(1, 6))],)


def large(rng):
    return [
        ([rng.randint(1, 10**9) for _ in range(10)],),
        ([720720 * rng.randint(1, 1000) for _ in range(10)],),
        ([2**k * 3 ** (18 - 2 * k) for k in range(10)],),
        ([10**9] * 10,),
        ([510510 // p for p in (1, 2, 3, 5, 7, 11, 13, 17)],),
    ]
