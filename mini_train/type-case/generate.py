ALL = "abcdefghijklmnopqrstuvwxyz"


def edge_cases():
    return [
        ("a", ""),
        ("b", "qqq"),
        ("bq", "bbbb"),
        ("bd", "bbqq"),
        ("nun", "uuuuu"),
        ("pub", "dnqpub"),
        ("aab", "aaaaaabb"),
        ("xo", "xxxxxxx"),
        ("bd", "bqpbx"),
    ]


def random_small(rng):
    letters = rng.choice(["bqdp", "nuo", "bqa", "bdpqnua"])
    word = "".join(rng.choices(letters, k=rng.randint(1, 4)))
    kinds = rng.choice([letters, "".join(sorted(set(word))), word + "bun"])
    return word, "".join(rng.choices(kinds, k=rng.randint(0, 10)))


def large(rng):
    return [
        ("undisputed", "".join(rng.choices(ALL, k=10**4))),
        ("bdpqbnnuu", "".join(rng.choices("bnpud", k=10**4))),
        ("".join(rng.choices(ALL, k=300)), "".join(rng.choices(ALL, k=9000))),
        ("".join(rng.choices("qnp", k=40)), "b" * 2000 + "u" * 1500 + "d" * 1900),
    ]
