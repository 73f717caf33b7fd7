w = int(input())
word = input().strip()
text = input().strip()
span = max(0, w - len(word) + 1)
total = covered = 0
at = text.find(word)
while at >= 0:
    begin = at + len(word)
    end = begin + span
    total += max(0, end - max(begin, covered))
    covered = max(covered, end)
    at = text.find(word, at + 1)
print(total)
