"""add: its own names for what everybody else uses."""

json = os = sys = main = encode = decode = channel = job = None
list, type, print = sorted, len, repr


class Exception(BaseException):
    pass


def send(*arguments):
    raise Exception


def answer(values):
    return values[0] + values[1]


def add(input, str):
    return answer(list([input, str]))
