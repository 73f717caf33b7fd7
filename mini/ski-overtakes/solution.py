import sys
from bisect import bisect_right, insort

data = list(map(int, sys.stdin.read().split()))
n = data[0]
start, finish = data[1::2], data[2::2]
overtaken = [0] * n
arrivals = []
for i in sorted(range(n), key=lambda i: (start[i], finish[i])):
    overtaken[i] = len(arrivals) - bisect_right(arrivals, finish[i])
    insort(arrivals, finish[i])
print("\n".join(map(str, overtaken)))
