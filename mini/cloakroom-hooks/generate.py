def edge_cases():
    return [
        ([1],),
        ([1, 2, 3],),
        ([1, 2, -1, -2, 3, 4],),
        ([1, 2, -2, -1, 3, 4],),
        ([1, 2, 3, -1, 1],),
        ([1, 2, 3, -1, -3, 4, 5, 6],),
        ([5, -5, 5, -5, 6],),
        ([1, 2, 3, 4, -2, -4, -3, 5, 6, 7, 8],),
    ]


def evening(rng, events, guests, leave):
    """Random events; ``leave`` is the chance that somebody goes when somebody is there."""
    there, log = [], []
    for _ in range(events):
        absent = [] if len(there) == guests else None
        if there and (absent is not None or rng.random() < leave):
            guest = there.pop(rng.randrange(len(there)))
            log.append(-guest)
        else:
            guest = rng.randint(1, guests)
            while guest in there:
                guest = guest % guests + 1
            there.append(guest)
            log.append(guest)
    return (log,)


def random_small(rng):
    return evening(rng, rng.randint(1, 24), rng.randint(1, 8), rng.choice([0.3, 0.5]))


def large(rng):
    crowd = list(range(1, 2001))
    return [
        evening(rng, 4000, 300, 0.5),
        (crowd + [-guest for guest in crowd] + [10**9 - guest for guest in crowd],),
        (crowd + [-guest for guest in reversed(crowd)] + crowd,),
    ]
