# Forks faster than it can be looked at: every process lives for a moment and leaves another.
import os, time
if os.fork():
    time.sleep(100)
while True:
    try:
        if os.fork():
            os._exit(0)
        os.setsid()
    except OSError:
        pass
