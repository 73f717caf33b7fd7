import heapq


def main():
    n, k = map(int, input().split())
    free = [0] * k
    seated = waited = 0
    for _ in range(n):
        t, d, w = map(int, input().split())
        start = max(t, free[0])
        if start - t > w:
            waited += w
            continue
        seated += 1
        waited += start - t
        heapq.heapreplace(free, start + d)
    print(seated, waited)


main()
