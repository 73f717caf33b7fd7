def text(rows):
    return f"{len(rows)} {len(rows[0])}\n" + "".join(row + "\n" for row in rows)


def random_rows(rng, h, w, air):
    return ["".join("." if rng.random() < air else "#" for _ in range(w)) for _ in range(h)]


def edge_cases():
    return [
        text(["#"]),
        text(["."]),
        text(["###", "#.#", "###"]),
        text([".....", ".###.", ".#.#.", ".###.", "....."]),
        text(["#####", "#...#", "#.#.#", "#...#", "#####"]),
        text(["######", "#.####", "#.##.#", "#....#", "####.#", "####.#"]),
        text(["######", "##..##", "...###", "##..##", "######"]),
        text(["#.#.#", "#####", "#.#.#", "#####", "#.#.#"]),
    ]


def random_small(rng):
    return text(random_rows(rng, rng.randint(2, 9), rng.randint(2, 9), rng.choice([0.25, 0.4, 0.6])))


def large(rng):
    h = w = 71
    snake = []
    for r in range(h):
        if r in (0, h - 1):
            snake.append("#" * w)
        elif r % 2:
            snake.append("#" + "." * (w - 2) + "#")
        else:
            gap = w - 2 if r % 4 == 2 else 1
            snake.append("#" * gap + "." + "#" * (w - gap - 1))
    return [
        text(["." * 60] * 60),
        text(snake),
        text(random_rows(rng, 80, 70, 0.45)),
        text(random_rows(rng, 70, 80, 0.3)),
        text(random_rows(rng, 100, 60, 0.58)),
    ]
