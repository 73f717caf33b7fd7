def edge_cases():
    return [
        "S\n",
        "BS\n",
        "SSSS\n",
        "TAT\n",
        "ATAT\n",
        "BTAS\n",
        "SBSBSB\n",
        "BSSSSSB\n",
        "ASBT\n",
    ]


def random_small(rng):
    voices = rng.choice(["SATB", "SATB", "AT", "STB"])
    return "".join(rng.choice(voices) for _ in range(rng.randint(1, 7))) + "\n"


def large(rng):
    return [
        "".join(rng.choice("SATB") for _ in range(20000)) + "\n",
        "B" * 4000 + "T" * 3000 + "A" * 4000 + "S" * 3000 + "\n",
        "".join(rng.choice("BBBBT") for _ in range(3000)) + "".join(rng.choice("SSSAT") for _ in range(3000)) + "\n",
        "BS" * 5000 + "\n",
    ]
