"""Find out for each number of biscuits whether it is won."""

n, p, q = map(int, input().split())
won = [False] * (n + 1)
for biscuits in range(1, n + 1):
    won[biscuits] = any(not won[biscuits - taken] for taken in range(1, biscuits * p // q + 1))
print(next((taken for taken in range(1, n * p // q + 1) if not won[n - taken]), 0))
