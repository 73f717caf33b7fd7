"""Strike one key after the other."""

_, width, bell = map(int, input().split())
words = list(map(int, input().split()))
lines, lost, column, rung = 1, 0, 0, False
for index, length in enumerate(words):
    for _ in range(length):
        column += 1
        rung = rung or column == bell
        if column > width:
            lost += 1
    if index == len(words) - 1:
        break
    if not rung:
        column += 1
        rung = column == bell
    if rung:
        lines += 1
        column, rung = 0, False
print(lines, lost)
