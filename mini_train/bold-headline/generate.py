def edge_cases():
    return [
        ([1],),
        ([5],),
        ([0, 0, 2],),
        ([1, 0, 0, 0, 1],),
        ([2, 2, 2],),
        ([1, 3, 3, 3],),
        ([4, 1, 1, 2],),
        ([2, 0, 3, 1],),
        ([0, 3, 0, 3],),
    ]


def random_small(rng):
    most = rng.choice([1, 2, 3])
    return ([rng.randint(0, most) for _ in range(rng.randint(0, 4))] + [rng.randint(1, most)],)


def large(rng):
    falling = sorted((rng.randint(1, 10**6) for _ in range(900)), reverse=True)
    waves = [max(0, 5000 - 5 * index + rng.randint(-900, 900)) for index in range(999)] + [1]
    return [
        ([rng.randint(0, 10**6) for _ in range(999)] + [10**6],),
        ([count + rng.randint(0, 30000) for count in falling],),
        (waves,),
        ([rng.choice([0, 0, 1, 9]) for _ in range(1999)] + [1],),
        (list(range(1, 500)),),
    ]
