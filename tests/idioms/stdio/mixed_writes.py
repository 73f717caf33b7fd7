"""squares: print, os.write, a second stream and the buffer, in order by flushing."""

import os
import sys

input()
second = open(1, "w", buffering=1, closefd=False)
for index, word in enumerate(input().split()):
    text = f"{int(word) ** 2}\n"
    if index % 4 == 0:
        print(text, end="", flush=True)
    elif index % 4 == 1:
        os.write(sys.stdout.fileno(), text.encode())
    elif index % 4 == 2:
        second.write(text)
    else:
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
