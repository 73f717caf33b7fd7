"""add: watchdogs that are set and never needed."""

import faulthandler
import signal

signal.alarm(60)
signal.setitimer(signal.ITIMER_VIRTUAL, 60)
faulthandler.enable()
faulthandler.dump_traceback_later(60)


def add(a, b):
    signal.alarm(60)
    return a + b
