n, w = map(int, input().split())
crates = sorted(map(int, input().split()))
low, high, trips = 0, n - 1, 0
while low <= high:
    if crates[low] + crates[high] <= w:
        low += 1
    high -= 1
    trips += 1
print(trips)
