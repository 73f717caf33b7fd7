def main():
    n, k = map(int, input().split())
    times = sorted(map(int, input().split()))
    starts = [0] * n
    for i in range(k, n):
        starts[i] = starts[i - k] + times[i - k]
    print(sum(starts))


main()
