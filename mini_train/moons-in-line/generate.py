def text(T, moons):
    return f"{len(moons)} {T}\n" + "".join(f"{p} {a}\n" for p, a in moons)


def edge_cases():
    return [
        text(0, [(1, 5)]),
        text(8, [(5, 2)]),
        text(0, [(4, 2), (2, 0)]),
        text(3, [(4, 3), (8, 7), (2, 1)]),
        text(0, [(4, 1), (8, 3)]),
        text(50, [(6, 5), (10, 9), (15, 14)]),
        text(1, [(6, 1), (10, 3), (15, 7)]),
        text(100, [(12, 20), (18, 2), (9, 11)]),
        text(0, [(4, 1), (3, 0), (6, 0)]),
        text(30, [(9, 1), (4, 0), (8, 4), (6, 0)]),
    ]


def random_small(rng):
    moons = [(p, rng.randint(0, 30)) for p in rng.choices([1, 2, 3, 4, 6, 8, 9, 10, 12], k=rng.randint(1, 4))]
    if rng.random() < 0.7:
        day = rng.randint(0, 60)
        moons = [(p, day % p + p * rng.randint(0, 2)) for p, _ in moons]
    return text(rng.randint(0, 100), moons)


def large(rng):
    def moons(n, possible):
        day = rng.randint(0, 10**30)
        periods = [rng.choice([2, 6, 12, 720, 30030]) * rng.randint(1, 30000) for _ in range(n)]
        found = [(p, day % p) for p in periods]
        return found if possible else found[:-1] + [(found[-1][0] * 2, (found[-1][1] + 1) % 10**9)]

    return [
        text(10**18, moons(40, True)),
        text(10**17, moons(40, True)),
        text(0, moons(40, False)),
        text(10**18, [(10**9, 10**9), (10**9 - 1, 0)]),
        text(123456789, moons(12, True)),
    ]
