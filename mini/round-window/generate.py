def edge_cases():
    return ["3\n", "4\n", "5\n", "7\n", "10\n", "13\n", "17\n", "25\n", "29\n", "39\n", "50\n", "65\n"]


def random_small(rng):
    return f"{rng.randint(1, 90)}\n"


def large(rng):
    radii = [10**6, 999999, 999983, 5 * 13 * 17 * 29 * 29, 2**19, 801125, 10**5]
    return [f"{r}\n" for r in [*radii, rng.randint(10**4, 10**6)]]
