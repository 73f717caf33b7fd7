def notes_of(rng, banks, m, reach):
    """True notes about huts that are close to each other in the numbering."""
    notes = []
    while len(notes) < m and len(banks) > 1:
        a = rng.randrange(len(banks))
        b = min(len(banks) - 1, max(0, a + rng.randint(-reach, reach)))
        if a != b:
            notes.append([a, b, int(banks[a] != banks[b])])
    return notes


def edge_cases():
    return [
        (1, []),
        (5, []),
        (3, [[0, 1, 1], [1, 2, 1], [2, 0, 1]]),
        (3, [[0, 1, 1], [1, 2, 1], [2, 0, 0]]),
        (4, [[1, 0, 1], [2, 0, 1], [3, 0, 1]]),
        (7, [[0, 1, 1], [0, 2, 1], [3, 4, 1], [3, 5, 1], [3, 6, 1]]),
        (7, [[0, 1, 1], [1, 2, 0], [4, 3, 1], [4, 5, 0], [4, 6, 0]]),
        (5, [[0, 1, 0], [1, 2, 0], [2, 3, 0], [3, 0, 1]]),
    ]


def random_small(rng):
    n = rng.randint(2, 9)
    banks = [rng.random() < 0.4 for _ in range(n)]
    notes = notes_of(rng, banks, rng.randint(0, n + 2), rng.choice([1, n]))
    if notes and rng.random() < 0.25:
        rng.choice(notes)[2] ^= 1
    return n, notes


def large(rng):
    def banks(n):
        return [rng.random() < 0.3 for _ in range(n)]

    spoiled = notes_of(rng, banks(500), 600, 2)
    spoiled[-1][2] ^= 1
    chain = [[hut, hut + 1, 1] for hut in range(400)]
    return [
        (1500, notes_of(rng, banks(1200), 600, 3)),
        (400, notes_of(rng, banks(400), 600, 400)),
        (500, spoiled),
        (401, chain),
    ]
