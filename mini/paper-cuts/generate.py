def text(sheets):
    return f"{len(sheets)}\n" + "".join(f"{h} {w}\n" for h, w in sheets)


def edge_cases():
    return [
        text([(1, 1)]),
        text([(1, 7)]),
        text([(2, 2)]),
        text([(2, 4)]),
        text([(4, 4)]),
        text([(5, 3)]),
        text([(3, 4), (4, 3)]),
        text([(2, 3), (3, 2), (2, 5)]),
        text([(2, 3), (4, 4)]),
        text([(3, 5), (2, 3), (1, 3)]),
    ]


def random_small(rng):
    shapes = [(1, 4), (2, 2), (2, 3), (3, 2), (2, 4), (3, 3), (2, 5), (3, 4)]
    sheets = [rng.choice(shapes) for _ in range(rng.randint(1, 2))]
    if rng.random() < 0.4:
        sheets = [(rng.randint(2, 4), rng.randint(2, 4))]
    if rng.random() < 0.3:
        sheets.append(rng.choice([(2, 3), (3, 2), (1, 6)]))
    return text(sheets)


def large(rng):
    def sheet(low):
        return rng.randint(low, 60), rng.randint(low, 60)

    cases = [[sheet(40)] for _ in range(4)] + [[sheet(2) for _ in range(2)] for _ in range(3)]
    cases += [[sheet(1) for _ in range(1000)], [sheet(30) for _ in range(501)], [(60, 59), (59, 60)]]
    for n in (7, 7, 30, 30):
        cases.append([sheet(2) for _ in range(n)])
    return [text(case) for case in cases]
