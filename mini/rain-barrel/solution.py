import sys

data = list(map(int, sys.stdin.read().split()))
n, capacity = data[:2]
level = lost = tap = 0
for i in range(n):
    rain, need = data[2 + 2 * i], data[3 + 2 * i]
    level += rain
    if level > capacity:
        lost += level - capacity
        level = capacity
    taken = min(level, need)
    level -= taken
    tap += need - taken
print(lost, tap)
