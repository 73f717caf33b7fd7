n, k = map(int, input().split())
times = list(map(int, input().split()))
gaps = [later - earlier for earlier, later in zip(times, times[1:])]
low, high = 0, max(gaps)
while high - low > 1:
    x = (low + high) // 2
    if sum((gap - 1) // x for gap in gaps) <= k:
        high = x
    else:
        low = x
print(high)
