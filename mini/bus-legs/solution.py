n, T, c = map(int, input().split())
rides = [tuple(map(int, input().split())) for _ in range(n)]
ready = T
for f, p, r in rides:
    leaves = max(f, f + -(-(ready - f) // p) * p)
    ready = leaves + r + c
arrival = ready - c
latest = arrival + c
for f, p, r in reversed(rides):
    latest -= r + c
    latest = f + (latest - f) // p * p
print(arrival, latest)
