"""Look at the display at every second."""

w = int(input())
word = input().strip()
text = input().strip()
count = 0
for second in range(1, len(text) + w + 1):
    shown = ""
    for place in range(second - w, second):
        shown += text[place] if 0 <= place < len(text) else " "
    if word in shown:
        count += 1
print(count)
