"""Watch the station minute by minute."""

n, m, c = map(int, input().split())
arrivals = list(map(int, input().split()))
line, times, minute = [], [], 0
while len(times) < n:
    line += [arrival for arrival in arrivals if arrival == minute]
    if minute % m == 0:
        times += [minute - arrival for arrival in line[:c]]
        line = line[c:]
    minute += 1
print(max(times), sum(times))
