"""add: a child that ends by an exception."""

import os


def add(a, b):
    pid = os.fork()
    if pid == 0:
        raise ValueError("in the child")
    os.waitpid(pid, 0)
    return a + b
