n = int(input())
kinds = list(map(int, input().split()))
missing = len(set(kinds))
count = {}
best = n
left = 0
for right in range(2 * n):
    kind = kinds[right % n]
    count[kind] = count.get(kind, 0) + 1
    missing -= count[kind] == 1
    while missing == 0:
        best = min(best, right - left + 1)
        count[kinds[left % n]] -= 1
        missing += count[kinds[left % n]] == 0
        left += 1
print(best)
