def main():
    n, m = map(int, input().split())
    appearing = [0] * m  # the best totals with an appearance in the scene before, in costume k
    earlier, best = 0, 0  # the best totals up to the scene before the last one, and up to the last one
    for i in range(n):
        points = list(map(int, input().split()))
        appearing = [p + max(same, earlier) if i else p for p, same in zip(points, appearing)]
        earlier, best = best, max(best, *appearing)
    print(best)


main()
