from bisect import bisect_right


def main():
    n, k = map(int, input().split())
    requests = [tuple(map(int, input().split())) for _ in range(n)]
    free = [0] * k
    accepted = 0
    for start, end in sorted(requests, key=lambda request: request[1]):
        i = bisect_right(free, start)
        if i:
            free.pop(i - 1)
            free.append(end)
            accepted += 1
    print(accepted)


main()
