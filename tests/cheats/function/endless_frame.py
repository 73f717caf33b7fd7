"""add: a frame of four gigabytes."""

import os

os.write(3, b"\xff\xff\xff\xff")
while True:
    os.write(3, b"answer 0.000001\n3" * 4096)
