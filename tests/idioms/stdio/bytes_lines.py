"""words: bytes, tabs and form feeds between and around them."""

import sys

lines = [line.rstrip() for line in sys.stdin.buffer]
out = [b"odd" if int(word) % 2 else b"even" for word in lines[1].split(b" ")]
sys.stdout.buffer.write(b"\t" + b"\x0c\n ".join(out) + b"  \n\n")
