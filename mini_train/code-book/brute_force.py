"""Compare every beginning of a word with all words of the book."""


def form(word, book):
    if word not in book:
        return "/" + word
    for end in range(1, len(word) + 1):
        if not any(other != word and other.startswith(word[:end]) for other in book):
            return word[:end]
    return word + "//"


class Solution:
    def signsSent(self, book: list[str], message: list[str]) -> int:
        return len("".join(form(word, book) for word in message))
