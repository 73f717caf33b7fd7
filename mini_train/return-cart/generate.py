def text(events):
    return f"{len(events)}\n" + "".join(f"{event} {book}\n" for event, book in events)


def day(rng, count, books, returns):
    """A consistent list of events; ``returns`` is the share of returns."""
    outside, events = set(), []
    for _ in range(count):
        book = rng.randint(1, books)
        if outside and rng.random() < returns:
            book = rng.choice(sorted(outside))
        elif book not in outside and rng.random() < returns and not any(book == other for _, other in events):
            outside.add(book)
        if book in outside:
            events.append(("R", book))
            outside.remove(book)
        else:
            events.append(("B", book))
            outside.add(book)
    return events


def pile(count, order):
    return [("R", book) for book in range(1, count + 1)] + [("B", book) for book in order]


def edge_cases():
    return [
        text([("R", 1)]),
        text([("B", 1)]),
        text(pile(4, [4, 3, 2, 1])),
        text(pile(4, [1, 2, 3, 4])),
        text([("R", 5), ("R", 6), ("B", 5), ("R", 5), ("B", 6), ("B", 5)]),
        text([("R", 1), ("R", 2), ("R", 3), ("B", 2), ("R", 2), ("B", 3), ("B", 1)]),
        text([("B", 7), ("R", 7), ("R", 8), ("B", 9), ("R", 9), ("B", 7), ("B", 9)]),
    ]


def random_small(rng):
    return text(day(rng, rng.randint(1, 12), rng.randint(2, 7), rng.choice([0.3, 0.5, 0.7])))


def large(rng):
    shuffled = list(range(1, 301))
    rng.shuffle(shuffled)
    return [
        text(pile(300, shuffled)),
        text(day(rng, 1000, 200, 0.6)),
        text(day(rng, 1000, 900000, 0.5)),
        text(pile(450, list(range(450, 0, -1)))),
    ]
