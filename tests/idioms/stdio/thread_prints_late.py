"""total: a thread that prints after the main program has ended, another that never ends."""

import threading
import time

input()
numbers = list(map(int, input().split()))
threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()


def late():
    time.sleep(0.1)
    print(sum(numbers))


threading.Thread(target=late).start()
