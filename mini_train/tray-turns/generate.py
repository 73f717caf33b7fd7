def tray(rng, h, w):
    return ["".join(rng.choice("abcdefgh") for _ in range(w)) for _ in range(h)]


def edge_cases():
    return [
        (["a"], 3),
        (["abc"], 2),
        (["a", "b", "c"], -1),
        (["abc", "def"], 0),
        (["ab", "cd", "ef"], 3),
        (["abcd", "efgh"], -5),
        (["abc", "def", "ghi"], -2),
        (["abc", "def", "ghi"], 5),
    ]


def random_small(rng):
    return tray(rng, rng.randint(1, 5), rng.randint(1, 5)), rng.randint(-12, 12)


def large(rng):
    return [
        (tray(rng, 80, 50), 10**9 - 1),
        (tray(rng, 50, 100), 3 - 10**9),
        (tray(rng, 60, 60), -999999999),
        (tray(rng, 1, 100), 999999999),
        (tray(rng, 100, 50), 1000000),
    ]
