import sys

data = list(map(int, sys.stdin.read().split()))
n, g, least, most = data[:4]
minutes, genre = data[4::2], data[5::2]
at_most = [0, 0]
limits = (most, least - 1)
count = [0] * (g + 1)
missing = g
first = 0  # starts before it leave all genres in
starts = [0, 0]
totals = [0, 0]
result = 0
for right in range(n):
    count[genre[right]] += 1
    missing -= count[genre[right]] == 1
    while missing == 0:
        count[genre[first]] -= 1
        missing += count[genre[first]] == 0
        first += 1
    for which in (0, 1):
        totals[which] += minutes[right]
        while totals[which] > limits[which]:
            totals[which] -= minutes[starts[which]]
            starts[which] += 1
        at_most[which] = max(0, first - starts[which])
    result += at_most[0] - at_most[1]
print(result)
