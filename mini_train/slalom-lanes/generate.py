def text(slope):
    return f"{len(slope)} {len(slope[0])}\n" + "".join(" ".join(map(str, row)) + "\n" for row in slope)


def edge_cases():
    return [
        text([[0]]),
        text([[5], [6], [7]]),
        text([[1, 9], [9, 1], [1, 9]]),
        text([[5, 1], [0, 9], [0, 9]]),
        text([[2, 9, 9], [9, 0, 9], [9, 0, 9], [9, 0, 9], [0, 9, 9]]),
        text([[2, 3, 9], [9, 0, 9], [0, 9, 9]]),
        text([[9, 1, 9, 9], [9, 9, 9, 1], [9, 9, 1, 9]]),
        text([[3, 9, 2], [8, 0, 8], [0, 8, 1], [8, 0, 8]]),
    ]


def slope(rng, h, w, top):
    return text([[rng.randint(0, top) for _ in range(w)] for _ in range(h)])


def random_small(rng):
    return slope(rng, rng.randint(1, 6), rng.randint(1, 4), rng.choice([1, 9]))


def large(rng):
    return [slope(rng, 60, 60, 1), slope(rng, 60, 60, 99), slope(rng, 60, 40, 1000), slope(rng, 60, 2, 9)]
