def text(crews, repairs):
    return f"{len(repairs)} {len(crews)}\n{' '.join(map(str, crews))}\n" + "".join(f"{d} {p}\n" for d, p in repairs)


def edge_cases():
    return [
        text([0], [(1, 7)]),
        text([9], [(1, 7)]),
        text([1, 1], [(1, 4), (2, 3), (2, 2)]),
        text([1, 1, 0], [(2, 4), (1, 9), (3, 5), (3, 6)]),
        text([0, 0, 3], [(2, 8), (3, 1), (3, 1), (3, 1)]),
        text([2, 0, 1], [(1, 1), (1, 2), (2, 3), (3, 4), (3, 5)]),
        text([1, 1, 1], [(3, 2), (3, 2), (3, 2), (3, 2)]),
    ]


def random_small(rng):
    crews = [rng.choice([0, 1, 1, 2]) for _ in range(rng.randint(1, 4))]
    return text(crews, [(rng.randint(1, len(crews)), rng.randint(1, 20)) for _ in range(rng.randint(1, 6))])


def large(rng):
    def repairs(n, nights, most):
        return [(rng.randint(1, nights), rng.randint(1, most)) for _ in range(n)]

    return [
        text([rng.randint(0, 1) for _ in range(1200)], repairs(900, 1200, 10**6)),
        text([rng.choice([0, 0, 0, 0, 9]) for _ in range(400)], repairs(900, 400, 999)),
        text([2000] * 300, repairs(500, 300, 99)),
    ]
