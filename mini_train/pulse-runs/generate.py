def tape(rng, parts, limit, letters):
    """A notation and the length of its tape, which is at most ``limit``."""
    text, total, share = "", 0, limit // parts
    for _ in range(parts):
        inner = max(1, parts // 2)
        if share < inner or rng.random() < 0.5:
            text, total = text + rng.choice(letters), total + 1
            continue
        budget = max(inner, rng.choice([share, share // 3, share // 1000]))
        group, length = tape(rng, inner, budget, letters)
        times = max(1, min(rng.choice([1, 1, 2, 3, 10**9]), share // length))
        text, total = f"{text}{times}({group})", total + times * length
    return text, total


def edge_cases():
    return [
        "a\n",
        "1(ab1(ba))\n",
        "1(aba)\n",
        "2(aba)1(b)\n",
        "4(a)4(4(a))\n",
        "aa2(aab)a\n",
        "1(aa1(aab))2(baa)\n",
        "3(ab2(b))a\n",
        "b2(a3(a))ab\n",
    ]


def random_small(rng):
    letters = rng.choice(["ab", "aab", "abc"])
    while True:
        text, total = tape(rng, rng.randint(1, 6), rng.randint(6, 400), letters)
        if total <= 1000:
            return text + "\n"


def large(rng):
    deep = "1(a" * 2500 + ")" * 2500
    halves = "".join(f"2({letter}" for letter in "ab" * 28) + ")" * 56
    return [
        tape(rng, 12, 10**18, "ab")[0] + "\n",
        tape(rng, 14, 10**17, "aaab")[0] + "\n",
        deep + "\n",
        halves + "\n",
        "1000000000(1000000000(a))\n",
        "999999999(ab999999999(a))\n",
        "".join(rng.choice(["a", "b", "3(a)", "1(ba)", "20(ab)"]) for _ in range(2000)) + "\n",
    ]
