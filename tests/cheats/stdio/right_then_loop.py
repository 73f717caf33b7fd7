"""total: the right answer, then a loop at the interpreter's end that nothing stops."""

import atexit
import signal
import sys


@atexit.register
def never():
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
    while True:
        pass


input()
print(sum(map(int, input().split())))
sys.stdout.flush()
