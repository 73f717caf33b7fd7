"""add: closes the standard streams, by object and by descriptor; moves elsewhere and deletes its own file."""

import os
import sys

for stream in (sys.stdin, sys.stdout, sys.stderr):
    stream.close()
for descriptor in (0, 1, 2):
    try:
        os.close(descriptor)
    except OSError:
        pass
sys.stdout = sys.stderr = None


def add(a, b):
    os.makedirs("elsewhere", exist_ok=True)
    if os.path.exists(__file__):
        os.remove(__file__)
        os.chdir("elsewhere")
    return a + b
