"""count: mappings of the library that are equal to a dict."""

from collections import ChainMap, UserDict
from types import MappingProxyType


def count(s):
    found = {letter: s.count(letter) for letter in s}
    if len(s) > 3:
        return MappingProxyType(found)
    return UserDict(found) if s.isascii() else ChainMap(found)
