"""Pour and draw litre by litre."""

n, capacity = map(int, input().split())
level = lost = tap = 0
for _ in range(n):
    rain, need = map(int, input().split())
    for _ in range(rain):
        if level < capacity:
            level += 1
        else:
            lost += 1
    for _ in range(need):
        if level > 0:
            level -= 1
        else:
            tap += 1
print(lost, tap)
