"""total: flushes and leaves by os._exit, with threads and exit functions behind it."""

import atexit
import os
import sys
import threading
import time

atexit.register(print, "never printed")
threading.Thread(target=time.sleep, args=(100,)).start()
input()
sys.stdout.write(f"{sum(map(int, input().split()))}\n")
sys.stdout.flush()
os._exit(0)
