"""arrange: its text alone speaks of the future

from __future__ import annotations
"""
n = int(input())
xs: List[int] = sorted(map(int, input().split()))
heapify(xs)
print(*xs)
