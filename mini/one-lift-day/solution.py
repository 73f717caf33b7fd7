import sys


def main():
    data = iter(map(int, sys.stdin.read().split()))
    n, m, q = next(data), next(data), next(data)
    altitude = [0] + [next(data) for _ in range(n)]
    pistes = [[] for _ in range(n + 1)]
    for _ in range(m):
        a, b, w = next(data), next(data), next(data)
        pistes[a].append((b, w))
    high_to_low = sorted(range(1, n + 1), key=lambda hut: -altitude[hut])
    before, after = [0] * (n + 1), [0] * (n + 1)
    for hut in high_to_low:
        for other, w in pistes[hut]:
            before[other] = max(before[other], before[hut] + w)
    for hut in reversed(high_to_low):
        for other, w in pistes[hut]:
            after[hut] = max(after[hut], after[other] + w)
    best = max(after)
    for _ in range(q):
        c, d = next(data), next(data)
        best = max(best, before[c] + after[d])
    print(best)


main()
