"""Find out what can be forced within 1, 2, 3, ... turns until nothing changes any more."""

n, m = map(int, input().split())
canals = {lake: [] for lake in range(1, n + 1)}
for _ in range(m):
    a, b = map(int, input().split())
    canals[a].append(b)
won, lost = {}, {lake: 0 for lake in canals if not canals[lake]}
for turns in range(1, 2 * n + 2):
    wins = [lake for lake in canals if any(lost.get(other, turns) < turns for other in canals[lake])]
    losses = [lake for lake in canals if canals[lake] and all(won.get(other, turns) < turns for other in canals[lake])]
    for lake in wins:
        won.setdefault(lake, turns)
    for lake in losses:
        lost.setdefault(lake, turns)
print(*(won.get(lake, lost.get(lake, -1)) for lake in canals))
