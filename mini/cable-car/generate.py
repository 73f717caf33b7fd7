def text(minutes, room, arrivals):
    return f"{len(arrivals)} {minutes} {room}\n{' '.join(map(str, sorted(arrivals)))}\n"


def edge_cases():
    return [
        text(5, 1, [0]),
        text(7, 3, [1]),
        text(10, 2, [0, 0, 0, 0, 0]),
        text(4, 3, [1, 5, 9]),
        text(4, 1, [3, 4, 8, 8]),
        text(6, 4, [1, 2, 13, 14, 15, 16, 17]),
        text(1, 1, [3, 3, 4, 7]),
        text(9, 3, [8, 9, 10, 17, 18, 18, 18, 19, 40]),
    ]


def random_small(rng):
    latest = rng.choice([10, 40, 90])
    return text(rng.randint(1, 15), rng.randint(1, 4), [rng.randint(0, latest) for _ in range(rng.randint(1, 12))])


def large(rng):
    top = 10**9
    return [
        text(10**6, 1, [rng.randint(0, top) for _ in range(3000)]),
        text(1, 20000, [rng.randint(0, top) for _ in range(2000)]),
        text(12, 40, [rng.randint(0, 9000) for _ in range(6000)]),
        text(15, 30, [15 * rng.randint(0, 300) for _ in range(6000)]),
        text(999, 7, [0] * 5000),
        text(1000, 25, [rng.randint(0, 200000) for _ in range(5000)]),
    ]
