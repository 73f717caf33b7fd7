"""Find all sets of streets that one truck can grit, and the fewest of them that make up all streets."""

n, m = map(int, input().split())
streets = [tuple(map(int, input().split())) for _ in range(m)]
rounds = set()


def drive(junction, gritted):
    if gritted:
        rounds.add(gritted)
    for number, (a, b) in enumerate(streets):
        if not gritted >> number & 1:
            if junction == a:
                drive(b, gritted | 1 << number)
            elif junction == b:
                drive(a, gritted | 1 << number)


for start in range(1, n + 1):
    drive(start, 0)
fewest = [0] + [None] * (2**m - 1)
for done in range(2**m):
    for one in rounds:
        if fewest[done] is not None and done & one == 0:
            then = fewest[done | one]
            if then is None or then > fewest[done] + 1:
                fewest[done | one] = fewest[done] + 1
print(fewest[-1])
