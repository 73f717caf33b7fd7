"""Add up the meals of every closure."""

n, k = map(int, input().split())
meals = list(map(int, input().split()))
choices = []
for day in range(1, n + 1):
    closed = list(range(day, day + k))
    if 1 not in closed and max(closed) < n:
        choices.append((sum(meals[d - 1] for d in closed), -day))
lost, day = min(choices)
print(-day, lost)
