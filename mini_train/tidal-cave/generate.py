def text(levels, rows):
    head = f"{len(rows)} {len(rows[0])} {len(levels)}\n" + " ".join(map(str, levels)) + "\n"
    return head + "".join(row + "\n" for row in rows)


def random_rows(rng, h, w, kinds):
    rows = [[rng.choice(kinds) for _ in range(w)] for _ in range(h)]
    rows[0][0] = rows[-1][-1] = "9"
    return ["".join(row) for row in rows]


def edge_cases():
    return [
        text([5], ["9"]),
        text([0], ["99"]),
        text([9, 0], ["909"]),
        text([9, 9, 9, 0, 9, 9], ["90909090909"]),
        text([5, 0, 0, 0, 5, 5, 5, 5], ["9004", "##0#", "9009"]),
        text([0, 0, 3, 3, 0, 0, 0, 3, 3, 3], ["9233", "1##0", "0009"]),
        text([0, 4, 4], ["93#", "#39", "##9"]),
        text([1, 1, 0, 0, 1, 1, 0], ["90009", "####0", "90000", "0####", "90009"]),
        text([3, 0, 0, 3, 0, 3], ["9009", "0##0", "9009"]),
    ]


def random_small(rng):
    p = rng.randint(1, 7)
    top = rng.choice([2, 5])
    levels = [rng.randint(0, top) for _ in range(p)]
    rows = random_rows(rng, rng.randint(1, 4), rng.randint(1, 6), rng.choice(["0123", "0125#", "019", "00149#"]))
    return text(levels, rows)


def large(rng):
    gates = []
    for r in range(39):
        if r % 2 == 0:
            gates.append(("90" * 20)[:39])
        else:
            gap = 38 if r % 4 == 1 else 0
            gates.append("#" * gap + "9" + "#" * (38 - gap))
    tide = [0, 1, 2, 3, 4, 5, 6, 5, 4, 3, 2, 1]
    return [
        text([0] + [5] * 11, gates),
        text(tide, random_rows(rng, 40, 40, "01234567#")),
        text(tide, random_rows(rng, 40, 40, "00112233456799##")),
        text([0, 0, 0, 1, 2, 2, 2, 1, 1], random_rows(rng, 40, 40, "0012##")),
    ]
