def edge_cases():
    return [
        ([1], 1),
        ([7], 3),
        ([6, 3, 9], 3),
        ([3, 3, 3, 3], 1),
        ([1, 8, 1, 8], 5),
        ([2, 9, 4], 100),
        ([9, 1, 9, 2, 8], 2),
    ]


def random_small(rng):
    longest = rng.choice([3, 10, 25])
    return [rng.randint(1, longest) for _ in range(rng.randint(1, 7))], rng.randint(1, longest)


def large(rng):
    return [
        ([rng.randint(1, 10**9) for _ in range(1000)], 1),
        ([rng.randint(1, 10**9) for _ in range(700)], 12345),
        ([rng.choice([10**9, 10**6, 3]) for _ in range(700)], 1000),
        ([10**9] * 300, 7),
    ]
