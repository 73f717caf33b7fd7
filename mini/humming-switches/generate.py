def edge_cases():
    return [
        ([0], 0),
        ([1], 1),
        ([7, 7], 0),
        ([7, 7], 7),
        ([0, 0, 0], 0),
        ([1, 2, 4], 6),
        ([1, 2, 4], 7),
        ([0, 1, 2], 1),
        ([9, 9, 9, 9], 0),
        ([3, 5, 6, 9, 10, 12], 15),
        ([1, 2, 3, 4], 7),
    ]


def random_small(rng):
    lamps = rng.randint(1, 6)
    switches = [rng.randrange(2**lamps) for _ in range(rng.randint(1, 9))]
    if rng.random() < 0.5:
        switches = [lamp for lamp in switches if bin(lamp).count("1") % 2] or [1]
    pattern = 0
    for lamp in switches:
        pattern ^= rng.choice([0, lamp])
    return switches, pattern if rng.random() < 0.8 else rng.randrange(2**lamps)


def large(rng):
    def shown(switches):
        pattern = 0
        for lamps in switches:
            pattern ^= rng.choice([0, lamps])
        return pattern

    wide = [rng.randrange(2**50) for _ in range(200)]
    narrow = [rng.randrange(2**50) for _ in range(30)]
    odd = [lamps for lamps in (rng.randrange(2**50) for _ in range(300)) if bin(lamps).count("1") % 2][:120]
    low = [rng.randrange(2**20) for _ in range(150)]
    return [
        (wide, shown(wide)),
        (narrow, shown(narrow)),
        (narrow, rng.randrange(2**50)),
        (odd, shown(odd)),
        (odd, odd[0]),
        (low, shown(low)),
        (low, 2**49),
        ([2**i for i in range(50)] * 3, 2**50 - 1),
    ]
