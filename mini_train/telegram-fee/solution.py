import re


def main():
    price, least = map(int, input().split())
    pieces = input().split()
    while pieces and pieces[-1] == "STOP":
        pieces.pop()
    words = 0
    for piece in pieces:
        for letters, digits in re.findall("([A-Z]+)|([0-9]+)", piece):
            words += (len(letters) + 9) // 10 + (len(digits) + 4) // 5
    print(price * max(words, least))


main()
