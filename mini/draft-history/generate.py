def edge_cases():
    return [
        (["T a"],),
        (["U 1"],),
        (["R 3"],),
        (["T ab", "U 9"],),
        (["T ab", "U 9", "R 1"],),
        (["T ab", "U 1", "R 9", "T c"],),
        (["T abc", "U 2", "T x", "R 1"],),
        (["T abc", "U 1", "T d", "U 1", "R 2"],),
        (["T abcde", "U 4", "T xy", "R 5", "U 1", "R 5"],),
    ]


def random_small(rng):
    actions = []
    for _ in range(rng.randint(1, 10)):
        kind = rng.choice("TTUUR")
        if kind == "T":
            actions.append("T " + "".join(rng.choice("abcdefgh") for _ in range(rng.randint(1, 4))))
        else:
            actions.append(f"{kind} {rng.randint(1, 5)}")
    return (actions,)


def large(rng):
    mixed = []
    for _ in range(2000):
        kind = rng.choice("TTUR")
        letters = "".join(rng.choice("abcdefgh") for _ in range(rng.randint(1, 9)))
        mixed.append(f"T {letters}" if kind == "T" else f"{kind} {rng.randint(1, 20)}")
    return [
        (mixed,),
        (["T " + "ab" * 25000 + "cd" * 25000] + ["U 99999", "R 99999"] * 4500 + ["U 99990"],),
        (["T abcdefghij", "U 10", "R 1000000000"] * 200,),
    ]
