"""Try all days."""

n, m, q = map(int, input().split())
input()
pistes = [tuple(map(int, input().split())) for _ in range(m)]
lifts = [tuple(map(int, input().split())) for _ in range(q)]


def ski(hut, ticket):
    lengths = [0]
    lengths += [w + ski(b, ticket) for a, b, w in pistes if a == hut]
    if ticket:
        lengths += [ski(d, False) for c, d in lifts if c == hut]
    return max(lengths)


print(max(ski(hut, True) for hut in range(1, n + 1)))
