def edge_cases():
    return [
        ("A", "B", "BA"),
        ("A", "B", "AC"),
        ("A", "A", "AA"),
        ("C", "CCC", "CCCC"),
        ("DF", "DD", "DDDF"),
        ("AB", "AB", "AABB"),
        ("ABA", "BA", "ABABA"),
        ("ABC", "AB", "ABCAB"),
        ("AAAA", "AA", "AAAAAA"),
    ]


def recorded(rng, letters, n, m):
    """Return two tunes and a recording in which the second player rests after each note, if he can."""
    first = "".join(rng.choice(letters) for _ in range(n))
    second = "".join(rng.choice(letters) for _ in range(m))
    gaps = set(rng.sample(range(n + 1), min(m, n + 1)))
    recording, left = "", list(second)
    for i in range(n + 1):
        if i in gaps:
            recording += left.pop(0)
        recording += first[i : i + 1]
    return first, second, recording + "".join(left)


def random_small(rng):
    return recorded(rng, rng.choice(["A", "AB", "ABC"]), rng.randint(1, 6), rng.randint(1, 4))


def large(rng):
    return [
        recorded(rng, "A", 150, 75),
        recorded(rng, "A", 149, 150),
        recorded(rng, "AB", 150, 100),
        recorded(rng, "AAAG", 150, 130),
        recorded(rng, "ABCDEFG", 150, 60),
    ]
