"""Try every place for every weight."""

from itertools import product

n = int(input())
kinds = [1 << i for i in range(n.bit_length() + 1)]
print(
    min(
        sum(map(abs, places))
        for places in product((-1, 0, 1), repeat=len(kinds))
        if sum(kind * place for kind, place in zip(kinds, places)) == n
    )
)
