"""Add up all stretches of days."""

n, s = map(int, input().split())
changes = list(map(int, input().split()))
answer = -1
for length in range(n, 0, -1):
    for first in range(n - length + 1):
        if sum(changes[first : first + length]) >= s:
            answer = length
print(answer)
