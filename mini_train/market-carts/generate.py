def text(w, crates):
    return f"{len(crates)} {w}\n{' '.join(map(str, crates))}\n"


def edge_cases():
    return [
        text(1, [1]),
        text(10, [10, 10, 10]),
        text(10, [5, 5, 5]),
        text(12, [9, 10, 2, 3]),
        text(20, [9, 10, 11, 12, 2]),
        text(7, [1, 6, 2, 5, 3, 4]),
        text(100, [99, 1, 98, 3, 50, 51]),
    ]


def random_small(rng):
    w = rng.randint(2, 25)
    return text(w, [rng.randint(1, w) for _ in range(rng.randint(1, 7))])


def large(rng):
    cases = []
    for n, w in [(1000, 10**9), (999, 10**6), (700, 150), (500, 99999)]:
        cases.append(text(w, [rng.randint(1, w) for _ in range(n)]))
    return [*cases, text(60, [rng.randint(1, 30) for _ in range(2000)])]
