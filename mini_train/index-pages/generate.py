def item(rng, top):
    first = rng.randint(1, top)
    if rng.random() < 0.3 or first == top:
        return str(first)
    last = min(top, first + rng.randint(1, rng.choice([4, 40, 400])))
    short, full = str(last), str(first)
    if len(short) == len(full):
        same = 0
        while short[same] == full[same]:
            same += 1
        short = short[rng.randint(0, same) :]
    return f"{first}-{short}"


def edge_cases():
    return [
        ("5",),
        ("98-102",),
        ("9-10, 10-1",),
        ("1200-05, 1203-4",),
        ("7, 7, 7-8, 8",),
        ("1-20000",),
        ("19999-20000, 3-5, 9998-10001",),
        ("40-41, 42-3, 39, 44",),
    ]


def random_small(rng):
    top = rng.choice([12, 130, 1200, 20000])
    return (", ".join(item(rng, top) for _ in range(rng.randint(1, 8))),)


def large(rng):
    return [
        (", ".join(f"{rng.randint(1, 9)}-{rng.randint(19990, 20000)}" for _ in range(600)),),
        (", ".join(item(rng, 20000) for _ in range(900)),),
        (", ".join(str(rng.randint(1, 20000)) for _ in range(1300)),),
    ]
