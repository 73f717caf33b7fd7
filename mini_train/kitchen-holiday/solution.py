n, k = map(int, input().split())
meals = [0, *map(int, input().split())]
lost = sum(meals[2 : k + 2])
best, day = lost, 2
for first in range(3, n - k + 1):
    lost += meals[first + k - 1] - meals[first - 1]
    if lost <= best:
        best, day = lost, first
print(day, best)
