"""Start everywhere, and walk until everything has been seen."""

n = int(input())
kinds = list(map(int, input().split()))
best = n
for start in range(n):
    for length in range(1, n + 1):
        passed = {kinds[(start + step) % n] for step in range(length)}
        if passed == set(kinds):
            best = min(best, length)
print(best)
