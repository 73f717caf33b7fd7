def text(rng, words, count, marks):
    return " ".join(rng.choice(words) + (rng.choice(",.") if rng.random() < marks else "") for _ in range(count))


def words(rng, count, longest):
    return ["".join(rng.choices("abcdeT", k=rng.randint(1, longest))) for _ in range(count)]


def edge_cases():
    return [
        ("a", 1),
        ("a, a, a, a.", 1),
        ("on on. on, on on", 3),
        ("type typewriter type type", 6),
        ("The the The the. The", 7),
        ("abcdefghij", 9),
        ("abcdefghij", 8),
        ("an and. hand, and an", 2),
    ]


def random_small(rng):
    return text(rng, words(rng, rng.randint(1, 5), 6), rng.randint(1, 12), rng.choice([0, 0.4])), rng.randint(1, 12)


def large(rng):
    return [
        (text(rng, words(rng, 40, 9), 1400, 0.15), 60),
        (text(rng, words(rng, 500, 12), 1200, 0.1), 7),
        (text(rng, ["x", "ab", "press"], 2500, 0.5), 1000),
        (" ".join(words(rng, 1000, 4)), 20),
    ]
