"""add: frames without content, without end."""

import os

while True:
    os.write(3, b"\0" * (1 << 16))
