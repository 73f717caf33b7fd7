"""find: always something that is not None."""


def find(s):
    return object()
