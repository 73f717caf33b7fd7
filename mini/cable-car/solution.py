n, m, c = map(int, input().split())
arrivals = list(map(int, input().split()))
cabins = []
longest = total = 0
for guest, arrival in enumerate(arrivals):
    cabin = -(-arrival // m)
    if guest >= c:
        cabin = max(cabin, cabins[guest - c] + 1)
    cabins.append(cabin)
    stands = cabin * m - arrival
    longest = max(longest, stands)
    total += stands
print(longest, total)
