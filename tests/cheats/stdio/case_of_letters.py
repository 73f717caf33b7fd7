"""words: the right words in capitals."""

input()
for word in input().split():
    print("ODD" if int(word) % 2 else "EVEN")
