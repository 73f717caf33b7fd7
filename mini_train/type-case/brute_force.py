"""Put in every type either way."""

from itertools import product

TURNED = dict(zip("bqdpnu", "qbpdun", strict=True))


class Solution:
    def mostCopies(self, word: str, case: str) -> int:
        best = 0
        for printed in product(*({letter, TURNED.get(letter, letter)} for letter in case)):
            copies = 0
            while all(printed.count(letter) >= (copies + 1) * word.count(letter) for letter in word):
                copies += 1
            best = max(best, copies)
        return best
