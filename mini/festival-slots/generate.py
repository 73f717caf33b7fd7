def text(g, least, most, acts):
    return f"{len(acts)} {g} {least} {most}\n" + "".join(f"{minutes} {genre}\n" for minutes, genre in acts)


def edge_cases():
    return [
        text(1, 1, 1, [(1, 1)]),
        text(1, 2, 9, [(1, 1)]),
        text(1, 5, 5, [(5, 1), (5, 1), (5, 1)]),
        text(2, 1, 100, [(4, 1), (4, 2)]),
        text(2, 9, 100, [(4, 1), (4, 2)]),
        text(2, 10, 20, [(5, 1), (5, 2), (5, 2), (5, 1), (5, 1)]),
        text(3, 3, 6, [(1, 1), (1, 2), (1, 3), (1, 1), (1, 2), (1, 3), (1, 3)]),
        text(2, 12, 12, [(6, 1), (6, 2), (3, 2), (3, 1), (6, 2)]),
    ]


def random_small(rng):
    n = rng.randint(1, 10)
    g = rng.randint(1, min(n, 3))
    longest = rng.choice([2, 6, 20])
    acts = [(rng.randint(1, longest), rng.randint(1, g)) for _ in range(n)]
    least = rng.randint(1, 3 * longest)
    return text(g, least, least + rng.randint(0, 4 * longest), acts)


def large(rng):
    def acts(n, g, longest):
        return [(rng.randint(1, longest), rng.randint(1, g)) for _ in range(n)]

    return [
        text(40, 10**6, 2 * 10**6, acts(3000, 40, 10**4)),
        text(5, 100, 400, acts(3000, 5, 60)),
        text(1, 700, 900, [(1, 1)] * 4000),
        text(300, 1, 10**9, acts(3000, 300, 10**4)),
    ]
