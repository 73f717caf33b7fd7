def text(w, word, line):
    return f"{w}\n{word}\n{line}\n"


def edge_cases():
    return [
        text(1, "a", "a"),
        text(3, "abcd", "abcdabcd"),
        text(4, "abcd", "abcdabcd"),
        text(9, "ab", "ab"),
        text(3, "x", "axbbbbxbx"),
        text(7, "aba", "ababababa"),
        text(5, "aaa", "aaaaabaaa"),
        text(12, "on", "onoffoffoffoffon"),
        text(4, "z", "abcabc"),
    ]


def random_small(rng):
    letters = rng.choice(["ab", "ab", "abc"])
    word = "".join(rng.choice(letters) for _ in range(rng.randint(1, 4)))
    pieces = [rng.choice([word, rng.choice(letters), rng.choice(letters) * 3]) for _ in range(rng.randint(1, 7))]
    return text(rng.randint(1, 12), word, "".join(pieces))


def large(rng):
    return [
        text(100, "a" * 60, "a" * 5000),
        text(40, "ab" * 10, "".join(rng.choice(["ab" * 14, "b", "a"]) for _ in range(300))),
        text(10**9, "shop", "xshopx" * 50),
        text(9, "aba", "".join(rng.choice("ab") for _ in range(6000))),
    ]
