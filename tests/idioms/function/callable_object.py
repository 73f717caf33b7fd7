"""add: an object with __call__, behind a decorator and a module's __getattr__."""

import functools


def logged(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        return function(*args, **kwargs)

    wrapper.calls = 0
    return wrapper


class Adder:
    def __init__(self):
        self.memo = {}

    @logged
    def __call__(self, a, b):
        return self.memo.setdefault((a, b), a + b)


def __getattr__(name):
    return None


add = Adder()
