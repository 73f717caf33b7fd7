import sys


def main():
    data = list(map(int, sys.stdin.read().split()))
    n, m = data[0], data[1]
    parent = list(range(n + 1))

    def find(c):
        while parent[c] != c:
            parent[c] = parent[parent[c]]
            c = parent[c]
        return c

    refused = permitted = 0
    joined = 0 if n == 1 else -1
    for number in range(1, m + 1):
        a, b = find(data[2 * number]), find(data[2 * number + 1])
        if a == b:
            refused += 1
            continue
        parent[a] = b
        permitted += 1
        if permitted == n - 1:
            joined = number
    print(refused, joined)


main()
