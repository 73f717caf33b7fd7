def shared(one, other):
    length = 0
    for a, b in zip(one, other):
        if a != b:
            break
        length += 1
    return length


class Solution:
    def signsSent(self, book: list[str], message: list[str]) -> int:
        words = ["", *sorted(book), ""]
        signs = {}
        for before, word, after in zip(words, words[1:], words[2:]):
            common = max(shared(before, word), shared(word, after))
            signs[word] = common + 1 if common < len(word) else len(word) + 2
        return sum(signs.get(word, len(word) + 1) for word in message)
