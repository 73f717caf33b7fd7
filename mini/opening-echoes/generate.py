def edge_cases():
    return [
        ("a", 1),
        ("a", 2),
        ("ab", 1),
        ("aa", 2),
        ("aaaaa", 3),
        ("ababab", 2),
        ("ababab", 3),
        ("abcabcab", 3),
        ("aabaaabaaab", 4),
        ("abacabadabacaba", 4),
    ]


def random_small(rng):
    letters = rng.choice(["ab", "ab", "abc"])
    part = "".join(rng.choice(letters) for _ in range(rng.randint(1, 5)))
    melody = "".join(rng.choice([part, part, part[:2], rng.choice(letters)]) for _ in range(rng.randint(1, 5)))
    return melody, rng.randint(1, 5)


def large(rng):
    part = "".join(rng.choice("abc") for _ in range(40))
    return [
        ("a" * 20000, 7000),
        ((part * 3 + "d") * 60, 100),
        ("".join(rng.choice("ab") for _ in range(8000)), 30),
        ("ab" * 4000 + "c" + "ab" * 3000, 5000),
    ]
