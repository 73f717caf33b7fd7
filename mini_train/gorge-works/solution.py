import sys


def main():
    data = list(map(int, sys.stdin.read().split()))
    n = data[0]
    after = [[] for _ in range(n + 1)]
    open_conditions = [0] * (n + 1)
    for a, b in zip(data[2::2], data[3::2]):
        after[a].append(b)
        open_conditions[b] += 1
    current = [work for work in range(1, n + 1) if open_conditions[work] == 0]
    done = months = most = 0
    while current:
        months += 1
        most = max(most, len(current))
        done += len(current)
        following = []
        for a in current:
            for b in after[a]:
                open_conditions[b] -= 1
                if open_conditions[b] == 0:
                    following.append(b)
        current = following
    print(f"{months} {most}" if done == n else -1)


main()
