KINDS = ["PP", "SS", "PS", "SP"]


def edge_cases():
    return [
        (["PS"], 5, 7),
        (["PP"], 5, 7),
        (["SS", "SS"], 5, 7),
        (["PP", "PP", "PP"], 5, 7),
        (["PS", "SP", "PS"], 5, 7),
        (["PP", "PS", "PP", "SP"], 4, 9),
        (["SS", "PP", "SS", "PP", "PS"], 9, 4),
        (["SS", "SS", "PP", "SS", "PS"], 0, 3),
    ]


def random_small(rng):
    hoses = [rng.choice(KINDS[: rng.choice([2, 3, 4])]) for _ in range(rng.randint(1, 5))]
    return hoses, rng.randint(0, 9), rng.randint(0, 9)


def large(rng):
    def hoses(n, weights):
        return rng.choices(KINDS, weights, k=n)

    even = ["PP", "SS"] * 700 + ["SP"] * 99
    rng.shuffle(even)
    return [
        (hoses(3000, [5, 1, 1, 1]), 10**6, 1),
        (hoses(3000, [1, 3, 9, 9]), 10**6, 10**6),
        (hoses(2000, [1, 1, 1, 1]), 12, 345),
        (even, 17, 19),
        (["PS"] * 1000, 3, 3),
    ]
