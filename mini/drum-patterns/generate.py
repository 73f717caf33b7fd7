def edge_cases():
    return [
        (["a"],),
        (["ab", "ba", "abab", "bababa"],),
        (["aab", "aba", "baa", "abb"],),
        (["aabab", "abaab", "aabba"],),
        (["aab" * 2, "aba", "ab"],),
        (["aabaabb", "aabbaab", "baabaab"],),
        (["abac", "acab", "abca", "caba"],),
        (["aabacaad", "aadaabac", "aacaabad"],),
        (["abcd", "abdc", "acbd", "dabc", "bdca"],),
    ]


def random_small(rng):
    letters = rng.choice(["ab", "ab", "abc"])
    patterns = []
    for _ in range(rng.randint(1, 7)):
        part = "".join(rng.choice(letters) for _ in range(rng.randint(1, 6)))
        if patterns and rng.random() < 0.5:
            part = rng.choice(patterns)
            shift = rng.randrange(len(part))
            part = part[shift:] + part[:shift]
        patterns.append((part * rng.randint(1, 2))[:12])
    return (patterns,)


def large(rng):
    def turned(part):
        shift = rng.randrange(len(part))
        return part[shift:] + part[:shift]

    def word(letters, length):
        return "".join(rng.choice(letters) for _ in range(length))

    base = [word("ab", 10) for _ in range(300)]
    long = [word("ab", 150) for _ in range(20)]
    return [
        ([turned(rng.choice(base)) * rng.randint(1, 2) for _ in range(600)],),
        ([turned(rng.choice(long)) * rng.randint(1, 2) for _ in range(40)],),
        (["a" * k + "b" for k in range(1, 120)] + ["b" + "a" * k for k in range(100)],),
    ]
