def text(stays):
    return f"{len(stays)}\n" + "".join(f"{a} {b}\n" for a, b in stays)


def stay(rng, longest):
    a = rng.randint(0, 1439)
    return a, min(1439, a + rng.randint(0, longest))


def edge_cases():
    return [
        text([(0, 0)]),
        text([(1439, 1439)]),
        text([(0, 1439), (0, 1439)]),
        text([(0, 3), (0, 1), (700, 702)]),
        text([(10, 20), (20, 30), (30, 40)]),
        text([(10, 19), (20, 29)]),
        text([(100, 140), (110, 130), (120, 125)]),
        text([(1400, 1439), (1420, 1439), (3, 4)]),
    ]


def random_small(rng):
    longest = rng.choice([2, 60, 700])
    return text([stay(rng, longest) for _ in range(rng.randint(1, 8))])


def large(rng):
    shapes = [(1200, 30), (900, 1400), (600, 5), (500, 300)]
    return [text([stay(rng, longest) for _ in range(n)]) for n, longest in shapes]
