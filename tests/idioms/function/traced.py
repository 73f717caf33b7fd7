"""add: a profiler and a tracer of its own, left on."""

import cProfile
import sys

profile = cProfile.Profile()
lines = []


def trace(frame, event, argument):
    lines.append(frame.f_lineno)
    return trace


def add(a, b):
    sys.settrace(trace)
    if not lines:
        profile.enable()
    return a + b
