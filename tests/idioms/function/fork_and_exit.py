"""add: a child that leaves by sys.exit."""

import os
import sys


def add(a, b):
    pid = os.fork()
    if pid == 0:
        sys.exit((a + b) % 7)
    _, status = os.waitpid(pid, 0)
    assert os.waitstatus_to_exitcode(status) == (a + b) % 7
    return a + b
