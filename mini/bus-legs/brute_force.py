"""Wait minute by minute; come a minute later as long as the arrival stays the same."""

n, T, c = map(int, input().split())
rides = [tuple(map(int, input().split())) for _ in range(n)]


def arrival(minute):
    for number, (f, p, r) in enumerate(rides):
        if number > 0:
            minute += c
        while minute < f or (minute - f) % p != 0:
            minute += 1
        minute += r
    return minute


last = T
while arrival(last + 1) == arrival(T):
    last += 1
print(arrival(T), last)
