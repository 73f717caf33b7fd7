"""arrange: names that nobody imported, after a text that speaks of the future.

from __future__ import division
"""
from __future__ import annotations

n = int(input())
xs: List[int] = sorted(map(int, input().split()))
heapify(xs)
assert gcd(4, 6) == 2 and Counter([1])[1] == 1 and pow(2, 3, 5) == 3 and inf > 1 and sys.getrecursionlimit() >= 1000
print(*accumulate([xs], lambda a, b: a).__next__())
