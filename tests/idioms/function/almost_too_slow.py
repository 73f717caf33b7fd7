"""is_even: sleeps, and takes more than half of the time it has."""

import time


def is_even(n):
    time.sleep(0.05)
    until = time.process_time() + 0.25
    while time.process_time() < until:
        pass
    return n % 2 == 0
