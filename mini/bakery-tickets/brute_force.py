"""Tear off one ticket after the other."""

n = int(input())
numbers = list(map(int, input().split()))
skipped = 0
for i in range(1, n):
    ticket = numbers[i - 1] % 99 + 1
    while ticket != numbers[i]:
        skipped += 1
        ticket = ticket % 99 + 1
print(skipped)
