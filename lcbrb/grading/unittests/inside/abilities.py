"""What an object can do by special methods, told along with its handle, so that the handle can do just that."""

from __future__ import annotations

LETTERS = {
    "c": ("__call__",),
    "i": ("__iter__",),
    "n": ("__next__",),
    "l": ("__len__",),
    "g": ("__getitem__",),
    "s": ("__setitem__",),
    "d": ("__delitem__",),
    "o": ("__contains__",),
    "x": ("__enter__", "__exit__"),
    "b": ("__bool__",),
    "I": ("__int__",),
    "F": ("__float__",),
    "z": ("__index__",),
}
ALWAYS = ("__str__", "__repr__")
OPERATORS = tuple(
    f"__{side}{name}__"
    for name in ("add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "pow", "and", "or", "xor")
    for side in ("", "r")
)
OF_TESTS = {**LETTERS, "a": OPERATORS}
"""A mock of the tests calculates, too; an object of the program's does not, with values of the tests."""
OPERATIONS = frozenset(name for names in (*OF_TESTS.values(), ALWAYS) for name in names)


def of(kind: type) -> str:
    """The letters of a class."""
    return "".join(letter for letter, names in LETTERS.items() if getattr(kind, names[0], None) is not None)
