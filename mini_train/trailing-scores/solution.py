def main():
    a, b, d = map(int, input().split())
    mod = 10**9 + 7
    ways = [[0] * (b + 1) for _ in range(a + 1)]
    ways[0][0] = 1
    for i in range(a + 1):
        for j in range(b + 1):
            if j - i > d or i + j == 0:
                continue
            home = ways[i - 1][j] if i else 0
            guests = ways[i][j - 1] if j else 0
            ways[i][j] = (home + guests) % mod
    print(ways[a][b])


main()
