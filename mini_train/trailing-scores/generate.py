def edge_cases():
    return ["0 0 0\n", "5 0 0\n", "0 2 2\n", "0 2 1\n", "1 3 1\n", "3 1 0\n", "2 4 2\n", "4 4 500\n", "3 5 1\n"]


def random_small(rng):
    return f"{rng.randint(0, 7)} {rng.randint(0, 7)} {rng.randint(0, 5)}\n"


def large(rng):
    given = ["500 500 0\n", "500 500 500\n", "480 500 20\n", "450 500 49\n"]
    return given + [f"{rng.randint(300, 500)} {rng.randint(300, 500)} {rng.randint(0, 99)}\n" for _ in range(2)]
