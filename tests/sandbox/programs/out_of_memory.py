# Takes memory in many processes at once, so that the system has to choose whom to kill, and says that it was the victim.
import os, signal, time
for _ in range(12):
    try:
        if os.fork() == 0:
            block = bytearray(300 << 20)
            for at in range(0, len(block), 4096):
                block[at] = 1
            time.sleep(5)
            os._exit(0)
    except OSError:
        pass
time.sleep(0.5)
os.kill(os.getpid(), signal.SIGKILL)
