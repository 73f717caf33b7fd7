"""Throw the ball K times."""

n, throws = map(int, input().split())
numbers = list(map(int, input().split()))
child = 0
for throw in range(1, throws + 1):
    step = 1 if throw % 2 == 1 else -1
    for _ in range(numbers[child] % n):
        child += step
    child %= n
print(child)
