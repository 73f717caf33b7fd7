"""Try all broadcasts."""

n, g, least, most = map(int, input().split())
acts = [tuple(map(int, input().split())) for _ in range(n)]
result = 0
for i in range(n):
    for j in range(i + 1, n + 1):
        total = sum(minutes for minutes, _ in acts[i:j])
        if least <= total <= most and len({genre for _, genre in acts[i:j]}) == g:
            result += 1
print(result)
