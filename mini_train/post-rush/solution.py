import sys
from itertools import accumulate

numbers = list(map(int, sys.stdin.read().split()))
change = [0] * 1441
for a, b in zip(numbers[1::2], numbers[2::2]):
    change[a] += 1
    change[b + 1] -= 1
peak = count = 0
for present in list(accumulate(change))[:1440]:
    if present > peak:
        peak, count = present, 1
    elif present == peak:
        count += 1
print(peak, count)
