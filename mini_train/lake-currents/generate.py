def text(rows):
    return f"{len(rows)} {len(rows[0])}\n" + "".join(row + "\n" for row in rows)


def random_rows(rng, h, w, kinds):
    rows = [[rng.choice(kinds) for _ in range(w)] for _ in range(h)]
    for r, c in ((0, 0), (h - 1, w - 1)):
        if rows[r][c] == "#":
            rows[r][c] = "."
    return ["".join(row) for row in rows]


def edge_cases():
    return [
        text(["."]),
        text([">"]),
        text(["<<<<"]),
        text([">>>."]),
        text(["..", ".."]),
        text([".#", "#."]),
        text(["v<.", ">v#", "#>."]),
        text(["<.>", "^#v", "v..", ">>^"]),
    ]


def random_small(rng):
    kinds = rng.choice(["<>^v.#", "<>^v", "<^.#v>>v", "<^<^.#v>"])
    return text(random_rows(rng, rng.randint(1, 7), rng.randint(1, 7), kinds))


def large(rng):
    return [
        text(random_rows(rng, 60, 60, "<>^v.#")),
        text(random_rows(rng, 60, 60, "<>^v")),
        text(random_rows(rng, 60, 60, "<^" * 3 + ">v.")),
        text(random_rows(rng, 50, 60, "<>^v.####")),
    ]
