def text(rooms):
    return f"{len(rooms)} {len(rooms[0])}\n" + "".join(" ".join(map(str, row)) + "\n" for row in rooms)


def edge_cases():
    return [
        text([[0]]),
        text([[7]]),
        text([[1, 0, 3]]),
        text([[1], [-1], [3]]),
        text([[0, 0], [0, 0]]),
        text([[1, -1], [-1, 1]]),
        text([[0, 5, -1], [0, 5, 0], [9, 0, 0]]),
        text([[0, -1, 9], [0, -1, 9], [0, 0, 0]]),
        text([[1, 1, 1], [1, 1, 1], [1, 1, 1]]),
    ]


def grid(rng, h, w, top, closed):
    rooms = [[-1 if rng.random() < closed else rng.randint(0, top) for _ in range(w)] for _ in range(h)]
    rooms[0][0] = rooms[-1][-1] = rng.randint(0, top)
    return text(rooms)


def random_small(rng):
    return grid(rng, rng.randint(1, 5), rng.randint(1, 5), rng.choice([1, 2, 9]), rng.choice([0, 0.1, 0.3]))


def large(rng):
    return [
        grid(rng, 60, 60, 0, 0),
        grid(rng, 60, 60, 1, 0.05),
        grid(rng, 40, 60, 9, 0.2),
        grid(rng, 60, 20, 1000, 0.1),
    ]
