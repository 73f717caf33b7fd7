"""Cancel each repair or carry it out in any night with a free crew."""


def least(repairs, crews):
    if not repairs:
        return 0
    (last, penalty), *others = repairs
    best = penalty + least(others, crews)
    for night in range(last):
        if crews[night]:
            crews[night] -= 1
            best = min(best, least(others, crews))
            crews[night] += 1
    return best


def main():
    n, _ = map(int, input().split())
    crews = list(map(int, input().split()))
    print(least([tuple(map(int, input().split())) for _ in range(n)], crews))


main()
