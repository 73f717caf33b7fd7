"""total: the right answer, then an exception."""

input()
print(sum(map(int, input().split())))
raise ValueError("after the answer")
