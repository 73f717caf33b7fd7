LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def text(price, least, pieces):
    return f"{price} {least}\n{' '.join(pieces)}\n"


def group(rng, longest):
    kind = rng.choice([LETTERS, LETTERS, "0123456789"])
    return "".join(rng.choices(kind, k=rng.randint(1, longest)))


def pieces(rng, count, longest):
    made = []
    for _ in range(count):
        if rng.random() < 0.2:
            made.append("STOP")
        else:
            made.append("".join(group(rng, longest) for _ in range(rng.randint(1, 3))))
    return made + ["STOP"] * rng.choice([0, 0, 1, 1, 2, 3])


def edge_cases():
    return [
        text(7, 1, ["A"]),
        text(7, 3, ["STOP"]),
        text(9, 2, ["STOP", "STOP", "STOP"]),
        text(1, 1, ["ABCDEFGHIJ", "ABCDEFGHIJK"]),
        text(1, 1, ["12345", "123456", "1234567890"]),
        text(10, 1, ["STOP", "GO", "STOP", "GO", "STOP"]),
        text(3, 4, ["A1B2C3D4", "STOP1", "STOP"]),
        text(5, 9, ["NONSTOP", "00000X00000"]),
    ]


def random_small(rng):
    return text(rng.randint(1, 30), rng.randint(1, 9), pieces(rng, rng.randint(1, 6), 12))


def large(rng):
    return [
        text(1000, 100, pieces(rng, 450, 16)),
        text(999, 1, ["ABCDEFGHIJ" * 900, "98765" * 190]),
        text(17, 100, ["STOP"] * 1900),
        text(3, 50, pieces(rng, 1000, 4)),
    ]
