"""find: 0 and an object whose truth changes."""


class Changing:
    truth = True

    def __bool__(self):
        Changing.truth = not Changing.truth
        return Changing.truth


def find(s):
    return Changing() if len(s) > 2 else 0
