"""Add the observations in all ways: to one gap after the other, with a table over the number that is left."""

n, k = map(int, input().split())
times = list(map(int, input().split()))


def largest(gap, added):
    """The largest part when a gap is divided by so many observations."""
    parts = [gap]
    for _ in range(added):
        even, rest = divmod(gap, len(parts) + 1)
        parts = [even + 1] * rest + [even] * (len(parts) + 1 - rest)
    return max(parts)


best = [0] * (k + 1)
for earlier, later in zip(times, times[1:]):
    best = [
        min(max(best[used - here], largest(later - earlier, here)) for here in range(used + 1)) for used in range(k + 1)
    ]
print(best[k])
