import sys


def main():
    data = list(map(int, sys.stdin.read().split()))
    n, m = data[:2]
    streets = list(zip(data[2 : 2 + 2 * m : 2], data[3 : 3 + 2 * m : 2], strict=True))
    leader = list(range(n + 1))

    def find(junction):
        while leader[junction] != junction:
            leader[junction] = leader[leader[junction]]
            junction = leader[junction]
        return junction

    degree = [0] * (n + 1)
    for a, b in streets:
        degree[a] += 1
        degree[b] += 1
        leader[find(a)] = find(b)
    odd = {}
    for junction in range(1, n + 1):
        if degree[junction]:
            part = find(junction)
            odd[part] = odd.get(part, 0) + degree[junction] % 2
    print(sum(max(1, number // 2) for number in odd.values()))


main()
