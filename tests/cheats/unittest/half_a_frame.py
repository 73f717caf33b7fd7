"""stats: leaves the checker with a frame that never ends."""
import os
import struct
import time


def task_func(numbers):
    os.write(3, struct.pack(">I", 1 << 30) + b"x")
    time.sleep(60)
