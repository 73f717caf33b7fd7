def edge_cases():
    return [
        (["0"],),
        (["6", "9"],),
        (["6", "6"],),
        (["1", "1"],),
        (["69", "69", "96", "96"],),
        (["0", "00", "000", "00"],),
        (["16", "16", "91", "91"],),
        (["106", "901", "8", "8", "906", "906"],),
        (["11", "11", "11", "11", "19", "61"],),
    ]


def random_small(rng):
    digits = rng.choice(["69", "0689", "01689"])
    longest = rng.choice([1, 2, 3])
    return (["".join(rng.choice(digits) for _ in range(rng.randint(1, longest))) for _ in range(rng.randint(1, 12))],)


def large(rng):
    few = ["".join(rng.choice("01689") for _ in range(12)) for _ in range(40)]
    turned = [ticket[::-1].translate(str.maketrans("69", "96")) for ticket in few]
    return [
        (["".join(rng.choice("01689") for _ in range(rng.randint(1, 4))) for _ in range(3000)],),
        ([rng.choice(few + turned) for _ in range(1200)],),
        (["1"] * 2001,),
    ]
