def text(members):
    return f"{len(members) + 1}\n" + "".join(f"{b} {d}\n" for b, d in members)


def edge_cases():
    return [
        text([(1, 9)]),
        text([(1, 3), (1, 4), (1, 5)]),
        text([(1, 1), (2, 2), (3, 3), (4, 4)]),
        text([(1, 1), (1, 10), (2, 10), (3, 5)]),
        text([(1, 4), (1, 4), (1, 1), (2, 7), (3, 7)]),
        text([(1, 1), (1, 10), (1, 1), (2, 5), (3, 5)]),
        text([(3, 2), (1, 6), (3, 1), (1, 1)]),
    ]


def random_small(rng):
    n = rng.randint(1, 8)
    names = list(range(2, n + 1))
    rng.shuffle(names)
    known, callers = [1], {}
    for name in names:
        callers[name] = rng.choice(known[-rng.choice([1, 2, 8]) :])
        known.append(name)
    top = rng.choice([3, 10, 20])
    return text([(callers[name], rng.randint(1, top)) for name in range(2, n + 1)])


def large(rng):
    n = 2500
    return [
        text([(member - 1, rng.randint(1, 10**6)) for member in range(2, n)]),
        text([(rng.randint(1, member - 1), rng.randint(1, 10**6)) for member in range(2, n)]),
        text([(max(1, member // 20), rng.randint(1, 99)) for member in range(2, n)]),
        text([(1, rng.randint(1, 9)) for _ in range(n)]),
        text([(rng.randint(max(1, member - 3), member - 1), rng.choice([1, 50, 1000])) for member in range(2, n)]),
    ]
