"""Try every partner for the first crate that is left."""

n, w = map(int, input().split())


def trips(crates):
    if not crates:
        return 0
    first, rest = crates[0], crates[1:]
    best = 1 + trips(rest)
    for i, other in enumerate(rest):
        if first + other <= w:
            best = min(best, 1 + trips(rest[:i] + rest[i + 1 :]))
    return best


print(trips(tuple(map(int, input().split()))))
