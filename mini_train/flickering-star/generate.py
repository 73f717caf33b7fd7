def text(times, k):
    return f"{len(times)} {k}\n{' '.join(map(str, times))}\n"


def edge_cases():
    return [
        text([3, 4], 0),
        text([3, 4], 5),
        text([0, 12], 2),
        text([0, 12, 18], 3),
        text([0, 5, 10, 15], 2),
        text([0, 10, 20, 30], 3),
        text([0, 1, 2, 30], 1),
        text([1, 8, 15], 20),
    ]


def random_small(rng):
    times = sorted(rng.sample(range(60), rng.randint(2, 7)))
    return text(times, rng.randint(0, 8))


def large(rng):
    def times(n, most=10**9):
        return sorted(rng.sample(range(most), n))

    return [
        text(times(1200), 10**5),
        text(times(900), 10**9),
        text(times(800, 4000), 150),
        text([0, 10**9], 999999),
        text(times(700), 0),
    ]
