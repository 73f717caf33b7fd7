"""Read character by character and begin a new word whenever a rule asks for it."""

price, least = map(int, input().split())
text = input().strip()
while text == "STOP" or text.endswith(" STOP"):
    text = text[:-4].rstrip()
words, kind, left = 0, "", 0
for character in text:
    new = " " if character == " " else "digit" if character.isdigit() else "letter"
    if new != kind:
        kind, left = new, 0
    if kind == " ":
        continue
    if left == 0:
        words += 1
        left = 5 if kind == "digit" else 10
    left -= 1
while words < least:
    words += 1
print(words * price)
