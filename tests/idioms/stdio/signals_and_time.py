"""total: an alarm that cuts a search short, sleep, and most of the time it has."""

import signal
import time


class Enough(Exception):
    pass


def ring(number, frame):
    raise Enough


input()
numbers = list(map(int, input().split()))
signal.signal(signal.SIGALRM, ring)
signal.setitimer(signal.ITIMER_REAL, 0.05)
try:
    while True:
        pass
except Enough:
    pass
time.sleep(0.2)
until = time.process_time() + 0.5
while time.process_time() < until:
    pass
print(sum(numbers))
