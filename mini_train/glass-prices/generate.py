def table(rng, rows, columns, step):
    prices = []
    for r in range(rows):
        row = []
        for c in range(columns):
            floor = max(row[c - 1] if c else 1, prices[r - 1][c] if r else 1)
            row.append(floor + rng.randint(0, step))
        prices.append(row)
    return prices


def edge_cases():
    return [
        ([[5]], 5, 5),
        ([[5]], 6, 9),
        ([[5]], 1, 4),
        ([[1, 2, 3, 4]], 2, 3),
        ([[1], [2], [2], [7]], 2, 6),
        ([[3, 3], [3, 3]], 3, 3),
        ([[1, 2, 3], [9, 9, 9], [9, 9, 9]], 3, 9),
        ([[1, 8, 9], [2, 8, 9], [7, 8, 9]], 2, 8),
    ]


def random_small(rng):
    prices = table(rng, rng.randint(1, 5), rng.randint(1, 5), rng.choice([1, 3, 9]))
    lo, hi = sorted(rng.randint(1, prices[-1][-1] + 2) for _ in range(2))
    return prices, lo, hi


def large(rng):
    cases = []
    for rows, columns, step in [(40, 50, 3), (30, 40, 1000), (1, 100, 9), (60, 10, 20), (45, 45, 1)]:
        prices = table(rng, rows, columns, step)
        top = prices[-1][-1]
        cases.append((prices, max(1, top // 4), top * 3 // 4))
    return cases
