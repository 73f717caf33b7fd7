def random_cave(rng, h, w, free):
    return ["".join("." if rng.random() < free else "#" for _ in range(w)) for _ in range(h)]


def place(rng, cave, k, latest):
    cells = [[r, c] for r, row in enumerate(cave) for c, cell in enumerate(row) if cell == "."]
    return [[*rng.choice(cells), rng.randint(0, latest)] for _ in range(k)]


def edge_cases():
    return [
        (["."], [[0, 0, 0]]),
        (["."], [[0, 0, 1000]]),
        (["..."], [[0, 0, 4], [0, 0, 2]]),
        ([".#."], [[0, 0, 1], [0, 2, 9]]),
        (["....."], [[0, 0, 0], [0, 4, 20]]),
        (["....", "###.", "....", ".###", "...."], [[0, 0, 3]]),
        (["..#..", "..#..", "..#.."], [[0, 0, 0], [2, 4, 2]]),
        (["#.#", ".#.", "#.#"], [[0, 1, 0], [1, 0, 0], [1, 2, 0], [2, 1, 7]]),
    ]


def random_small(rng):
    h, w = rng.randint(1, 6), rng.randint(1, 7)
    cave = random_cave(rng, h, w, rng.choice([0.6, 0.8, 1.0]))
    if all("." not in row for row in cave):
        cave[0] = "." + cave[0][1:]
    return cave, place(rng, cave, rng.randint(1, 4), rng.choice([0, 4, 30]))


def large(rng):
    width = 59
    snake = []
    for r in range(59):
        if r % 2 == 0:
            snake.append("." * width)
        else:
            gap = width - 1 if r % 4 == 1 else 0
            snake.append("#" * gap + "." + "#" * (width - gap - 1))
    open_cave = ["." * 60] * 60
    mixed = random_cave(rng, 50, 50, 0.95)
    return [(snake, [[0, 0, 1000]]), (open_cave, place(rng, open_cave, 20, 40)), (mixed, place(rng, mixed, 200, 1000))]
