def text(k, requests):
    return f"{len(requests)} {k}\n" + "".join(f"{s} {e}\n" for s, e in requests)


def edge_cases():
    return [
        text(1, [(0, 1)]),
        text(3, [(0, 5), (0, 5), (0, 5)]),
        text(1, [(0, 2), (2, 4), (4, 6)]),
        text(2, [(0, 1), (0, 3), (4, 6), (2, 7)]),
        text(2, [(0, 9), (0, 9), (1, 2), (3, 4), (5, 6), (1, 6)]),
        text(2, [(0, 4), (1, 2), (3, 5), (4, 7), (2, 6)]),
    ]


def request(rng, last, longest):
    start = rng.randint(0, last)
    return start, start + rng.randint(1, longest)


def random_small(rng):
    n = rng.randint(1, 8)
    return text(rng.randint(1, min(n, 3)), [request(rng, 12, rng.choice([3, 9])) for _ in range(n)])


def large(rng):
    return [
        text(3, [request(rng, 900000, 20000) for _ in range(700)]),
        text(40, [request(rng, 9000, 3000) for _ in range(700)]),
        text(9, [request(rng, 300, 40) for _ in range(900)]),
    ]
