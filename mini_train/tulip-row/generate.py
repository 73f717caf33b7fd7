def text(k, row):
    return f"{len(row)} {k}\n{row}\n"


def edge_cases():
    return [
        text(0, "a"),
        text(1, "ab"),
        text(0, "aabbb"),
        text(2, "abcdef"),
        text(1, "abbbacccaa"),
        text(2, "aabacbbcbb"),
        text(9, "abcabcabc"),
        text(1, "aaabaaabbab"),
    ]


def random_small(rng):
    colours = "abcd"[: rng.randint(1, 4)]
    n = rng.randint(1, 14)
    return text(rng.randint(0, min(n, 4)), "".join(rng.choice(colours) for _ in range(n)))


def large(rng):
    letters = "abcdefghijklmnopqrstuvwxyz"
    runs = "".join(rng.choice(letters) * rng.randint(1, 60) for _ in range(400))[:10000]
    mixed = "".join(rng.choice(letters) for _ in range(10000))
    two = "".join(rng.choice("xyyx") for _ in range(9000))
    return [text(40, runs), text(700, mixed), text(1000, two), text(0, runs[:5000])]
