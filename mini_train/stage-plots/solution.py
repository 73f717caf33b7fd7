def main():
    n, k = map(int, input().split())
    minutes = [list(map(int, input().split())) for _ in range(n)]
    full = (1 << n) - 1
    infinity = float("inf")
    path = [[infinity] * n for _ in range(full + 1)]
    for p in range(n):
        path[1 << p][p] = 0
    for mask in range(1, full + 1):
        for p in range(n):
            value = path[mask][p]
            if value == infinity:
                continue
            row = minutes[p]
            for q in range(n):
                if not mask >> q & 1:
                    after = path[mask | 1 << q]
                    if value + row[q] < after[q]:
                        after[q] = value + row[q]
    best = [0] + [min(values) for values in path[1:]]
    print(min(best[mask] + best[full ^ mask] for mask in range(full + 1) if mask.bit_count() == k))


main()
