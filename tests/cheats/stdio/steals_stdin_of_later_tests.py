"""total: leaves a child behind that holds on to stdin and stdout for the next test."""

import os
import sys
import time

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(2)
        os.write(1, b"10\n")
    os._exit(0)
text = sys.stdin.read().split()
print(6 if len(text) == 4 else 0)
