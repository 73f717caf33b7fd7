"""Try all sets of requests, and count how many aeroplanes are there in each minute."""


def main():
    n, k = map(int, input().split())
    requests = [tuple(map(int, input().split())) for _ in range(n)]
    best = 0
    for chosen in range(1 << n):
        accepted = [request for i, request in enumerate(requests) if chosen >> i & 1]
        if len(accepted) > best and all(sum(s <= start < e for s, e in accepted) <= k for start, _ in accepted):
            best = len(accepted)
    print(best)


main()
