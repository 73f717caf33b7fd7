"""total: redirected streams, and a descriptor that takes the place of another."""

import contextlib
import io
import os

input()
with contextlib.redirect_stdout(io.StringIO()) as kept:
    print(sum(map(int, input().split())))
saved = os.dup(1)
null = os.open(os.devnull, os.O_WRONLY)
os.dup2(null, 1)
print("nobody reads this", flush=True)
os.dup2(saved, 1)
print(kept.getvalue().strip())
