"""Count child by child."""

n, count = map(int, input().split())
numbers = list(map(int, input().split()))
after = [(i + 1) % n for i in range(n)]
before = n - 1
for _ in range(n - 1):
    for _ in range(count - 1):
        before = after[before]
    leaving = after[before]
    after[before] = after[leaving]
    count = numbers[leaving]
print(after[before] + 1)
