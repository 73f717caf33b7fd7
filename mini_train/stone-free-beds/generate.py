def land(rng, h, w, stones):
    return ["".join("#" if rng.random() < stones else "." for _ in range(w)) for _ in range(h)]


def edge_cases():
    return [
        (["."],),
        (["#"],),
        (["....."],),
        ([".", ".", "#", "."],),
        ([".#.", "...", ".#."],),
        (["#..", "...", "..."],),
        (["##.", "#..", "#.."],),
        (["###", "#.#", "..."],),
    ]


def random_small(rng):
    return (land(rng, rng.randint(1, 6), rng.randint(1, 6), rng.choice([0.1, 0.25, 0.5])),)


def large(rng):
    return [
        (land(rng, 80, 100, 0.02),),
        (land(rng, 100, 60, 0.2),),
        (land(rng, 1, 150, 0.05),),
        (land(rng, 150, 1, 0.05),),
        (["." * 90] * 90,),
    ]
