def text(k, s, rows):
    return f"{len(rows)} {len(rows[0])} {k} {s}\n" + "".join(row + "\n" for row in rows)


def meadow(rng, h, w, shade):
    return ["".join("#" if rng.random() < shade else "." for _ in range(w)) for _ in range(h)]


def edge_cases():
    return [
        text(1, 0, ["."]),
        text(1, 0, ["#"]),
        text(1, 1, ["#"]),
        text(1, 0, ["#.#.#"]),
        text(2, 0, ["....", "...."]),
        text(2, 1, ["#..", "...", "..#"]),
        text(3, 2, ["#.#", ".#.", "..."]),
        text(2, 3, ["##", "##", "##"]),
    ]


def random_small(rng):
    h, w = rng.randint(1, 6), rng.randint(1, 6)
    k = rng.randint(1, min(h, w))
    return text(k, rng.randint(0, max(1, k * k // 2)), meadow(rng, h, w, rng.choice([0.2, 0.5])))


def large(rng):
    return [
        text(7, 9, meadow(rng, 120, 100, 0.2)),
        text(40, 150, meadow(rng, 60, 130, 0.1)),
        text(90, 4000, meadow(rng, 90, 90, 0.5)),
        text(2, 0, meadow(rng, 100, 40, 0.3)),
    ]
