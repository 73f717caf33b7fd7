import sys


def main():
    data = list(map(int, sys.stdin.read().split()))
    n, m = data[:2]
    leaving = [0] * (n + 1)
    coming = [[] for _ in range(n + 1)]
    for a, b in zip(data[2 : 2 + 2 * m : 2], data[3 : 3 + 2 * m : 2], strict=True):
        leaving[a] += 1
        coming[b].append(a)
    turns = [-1] * (n + 1)
    queue = [lake for lake in range(1, n + 1) if leaving[lake] == 0]
    for lake in queue:
        turns[lake] = 0
    for lake in queue:
        for before in coming[lake]:
            leaving[before] -= 1
            if turns[before] < 0 and (turns[lake] % 2 == 0 or leaving[before] == 0):
                turns[before] = turns[lake] + 1
                queue.append(before)
    print(*turns[1:])


main()
