def edge_cases():
    return ["1 1\n", "1 9\n", "9 1\n", "2 2\n", "8 4\n", "6 4\n", "6 9\n", "100 75\n", "7 5\n", "12 36\n"]


def random_small(rng):
    scale = rng.choice([1, 1, 4, 15])
    return f"{scale * rng.randint(1, 20)} {scale * rng.randint(1, 20)}\n"


def large(rng):
    ten = 10**18
    return [
        f"{ten} {ten}\n",
        f"{ten} 1\n",
        f"3 {ten}\n",
        f"{ten} {ten - 1}\n",
        f"{660 * 10**15} {990 * 10**15}\n",
        f"{rng.randint(1, 10**9) * 720720} {rng.randint(1, 10**9) * 360360}\n",
    ]
