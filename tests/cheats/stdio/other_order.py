"""squares: the right lines in another order."""

n = int(input())
print(*sorted((int(word) ** 2 for word in input().split()), reverse=n < 3 or n == 4), sep="\n")
