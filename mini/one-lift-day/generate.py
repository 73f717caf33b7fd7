def text(heights, pistes, lifts):
    lines = [(len(heights), len(pistes), len(lifts)), heights, *pistes, *lifts]
    return "".join(" ".join(map(str, line)) + "\n" for line in lines)


def edge_cases():
    return [
        text([7], [], []),
        text([5, 5, 5], [], [(1, 2), (2, 3)]),
        text([9, 5, 1], [(1, 2, 3), (2, 3, 4)], []),
        text([9, 5, 1], [(1, 2, 3), (2, 3, 4)], [(3, 1)]),
        text([1, 5, 9], [(3, 2, 3), (2, 1, 4), (3, 1, 6)], [(2, 3), (3, 2)]),
        text([9, 8, 7, 6, 3, 2], [(1, 2, 9), (3, 4, 5), (5, 6, 7)], [(2, 5), (4, 1), (6, 3)]),
        text([10, 6, 9, 1], [(1, 2, 10), (3, 4, 8)], [(4, 2), (2, 4)]),
    ]


def area(rng, n, m, q, drop, longest):
    heights = [rng.randint(0, 5000) for _ in range(n)]
    order = sorted(range(n), key=lambda hut: -heights[hut])
    pistes = []
    for _ in range(m):
        place = rng.randrange(n)
        other = min(n - 1, place + rng.randint(1, drop))
        if heights[order[other]] < heights[order[place]]:
            pistes.append((order[place] + 1, order[other] + 1, rng.randint(1, longest)))
    lifts = [tuple(rng.sample(range(1, n + 1), 2)) for _ in range(q if n > 1 else 0)]
    return text(heights, pistes, lifts)


def random_small(rng):
    n = rng.randint(2, 7)
    return area(rng, n, rng.randint(0, 10), rng.randint(0, 5), n, 20)


def large(rng):
    return [
        area(rng, 1200, 1600, 800, 4, 10**6),
        area(rng, 800, 2400, 200, 800, 99),
        area(rng, 1600, 800, 1500, 20, 10**6),
        area(rng, 600, 2000, 3, 2, 1000),
        text(list(range(1500)), [(k, k - 1, k) for k in range(2, 1501)], [(1, 1500), (750, 1499)]),
    ]
