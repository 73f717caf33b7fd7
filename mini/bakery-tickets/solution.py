from itertools import pairwise

input()
numbers = list(map(int, input().split()))
print(sum((b - a - 1) % 99 for a, b in pairwise(numbers)))
