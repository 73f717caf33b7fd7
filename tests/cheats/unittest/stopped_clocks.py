"""stats: stops clocks and timers, and takes forever."""
import signal
import time

signal.setitimer = signal.signal = signal.alarm = lambda *args: None
time.time = time.monotonic = time.process_time = lambda: 0.0


def task_func(numbers):
    while True:
        pass
