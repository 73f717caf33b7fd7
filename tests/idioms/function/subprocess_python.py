"""add: asks another Python."""

import subprocess
import sys

found = {}


def add(a, b):
    if not found:
        code = "import sys; print([int(x) for x in sys.stdin.read().split()])"
        done = subprocess.run([sys.executable, "-c", code], input=f"{a} {b}", capture_output=True, text=True, check=True)
        found["sum"] = sum(eval(done.stdout))
        return found["sum"]
    return a + b
