"""words: reads with a generator that it never finishes, and gives some back."""

import io
import sys


def tokens():
    for line in iter(input, ""):
        yield from line.split()


source = tokens()
n = int(next(source))
words = [next(source) for _ in range(n)]
sys.stdin = io.StringIO("the rest")
assert input() == "the rest"
print("\n".join(("even", "odd")[int(word) & 1] for word in words), file=sys.stdout)
