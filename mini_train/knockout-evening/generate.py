def edge_cases():
    return [
        "1 5 5 5\n",
        "2 7 1 1\n",
        "3 40 9 20\n",
        "3 1 2 9\n",
        "9 100 1 50\n",
        "13 5 3 4\n",
        "33 8 0 0\n",
        "11 0 4 3\n",
    ]


def random_small(rng):
    return f"{rng.randint(1, 300)} {rng.randint(0, 20)} {rng.randint(0, 20)} {rng.randint(0, 20)}\n"


def large(rng):
    def text(n):
        return f"{n} {rng.randint(1, 10**9)} {rng.randint(1, 10**9)} {rng.randint(1, 10**9)}\n"

    return [text(int("10" * 29 + "11", 2)), text(10**18 - 1), text(2**59 + 1), text(rng.randint(10**17, 10**18))]
