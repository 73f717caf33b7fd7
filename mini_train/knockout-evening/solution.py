from functools import cache


def main():
    n, r, b, c = map(int, input().split())

    @cache
    def cost(players):
        if players == 1:
            return 0
        if players % 2 == 0:
            return r + cost(players // 2)
        return r + min(b + cost((players + 1) // 2), c + cost((players - 1) // 2))

    print(cost(n))


main()
