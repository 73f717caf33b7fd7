def edge_cases():
    return [
        ([0], 5),
        ([9], 1),
        ([0, 0, 0], 4),
        ([0, 0, 0, 0], 4),
        ([3, 3], 7),
        ([7, 0, 0, 0, 1], 2),
        ([10, 0, 0, 0, 0, 0], 2),
        ([0, 0, 0, 6, 0, 0], 6),
        ([20, 0, 0, 5], 20),
        ([5, 5, 5, 5, 5, 5, 5], 3),
    ]


def balanced(rng, n, top, trestle):
    """Seat children at random, and one so heavy that the seesaw is balanced at the trestle, if this is possible."""
    weights = [rng.choice([0, rng.randint(1, top)]) for _ in range(n)]
    plank = 2 * rng.randint(1, top)
    force = plank * (n - 1 - 2 * trestle) // 2 + sum((field - trestle) * weight for field, weight in enumerate(weights))
    distance = 1
    field = trestle - distance if force > 0 else trestle + distance
    if 0 <= field < n:
        weights[field] += abs(force)
    return weights, plank


def random_small(rng):
    n = rng.randint(1, 8)
    if rng.random() < 0.7:
        return balanced(rng, n, rng.choice([4, 30]), rng.randrange(n))
    return [rng.randint(0, 5) for _ in range(n)], rng.randint(1, 9)


def large(rng):
    cases = [
        ([10**6] * 2001, 10**6),
        ([10**6] * 2000, 1),
        ([rng.randint(0, 10**6) for _ in range(2500)], 77),
    ]
    for n in (30, 101, 200, 400):
        weights, plank = balanced(rng, n, 40, n // 2 - 2)
        cases.append(([min(weight, 10**6) for weight in weights], plank))
    return cases
