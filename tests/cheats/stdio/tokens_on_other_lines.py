"""words: the right words, each with its number."""

input()
for index, word in enumerate(input().split()):
    print(index, "odd" if int(word) % 2 else "even")
