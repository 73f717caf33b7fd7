def text(numbers):
    return f"{len(numbers)}\n{' '.join(map(str, numbers))}\n"


def edge_cases():
    return [
        text([1]),
        text([99, 1]),
        text([1, 99]),
        text([42, 42]),
        text([7, 7, 7, 8]),
        text([99, 99, 1, 1]),
        text([99, 98]),
        text([*range(1, 100), 1, 2]),
    ]


def random_small(rng):
    top = rng.choice([3, 10, 99])
    return text([rng.choice([rng.randint(1, top), 99 - rng.randrange(top)]) for _ in range(rng.randint(1, 12))])


def large(rng):
    return [
        text([rng.randint(1, 99) for _ in range(5000)]),
        text([1 + i % 99 for i in range(5000)]),
        text([50] * 3000),
    ]
