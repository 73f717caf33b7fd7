"""add: right, after twenty times the time it has, with the timers' signals blocked."""

import signal
import time

signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 32))


def add(a, b):
    until = time.process_time() + 10
    while time.process_time() < until:
        pass
    return a + b
