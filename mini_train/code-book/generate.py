def word(rng, letters, longest):
    return "".join(rng.choices(letters, k=rng.randint(1, longest)))


def shuffled(rng, words):
    return rng.sample(sorted(words), len(words))


def words(rng, count, letters, longest):
    return shuffled(rng, {word(rng, letters, longest) for _ in range(count)})


def grown(rng, count):
    """Words that begin with each other again and again."""
    made = [word(rng, "abcdefgh", 3)]
    while len(made) < count:
        made.append((rng.choice(made) + word(rng, "abc", 3))[:20])
    return shuffled(rng, set(made))


def edge_cases():
    return [
        (["press"], ["press", "press", "pres"]),
        (["a"], ["b", "a"]),
        (["a", "ab", "abc"], ["abc", "ab", "a", "abcd"]),
        (["aaa", "aab", "aba"], ["aba", "aab", "aaa"]),
        (["tell", "telegram", "telegraph"], ["telegraph", "tell"]),
        (["x", "yes", "yet"], ["yes", "yet", "x", "y", "ye"]),
        (["stopper", "stop", "steam"], ["stop", "steam", "stopper", "stop"]),
    ]


def random_small(rng):
    book = words(rng, rng.randint(1, 7), rng.choice(["ab", "abc", "abcdefg"]), rng.randint(1, 5))
    return book, [rng.choice(book) if rng.random() < 0.8 else word(rng, "abc", 5) for _ in range(rng.randint(1, 8))]


def large(rng):
    books = [words(rng, 600, "abcdefghij", 8), grown(rng, 500), words(rng, 900, "ab", 20)]
    return [
        (book, [rng.choice(book) if rng.random() < 0.9 else word(rng, "abcde", 6) for _ in range(count)])
        for book, count in zip(books, (400, 300, 100), strict=True)
    ]
