"""add: imports itself, finds itself in sys.modules, pickles its own class."""

import importlib
import pickle
import sys
from enum import Enum


class Kind(Enum):
    SUM = "sum"


def helper(a, b):
    return a + b


def add(a, b):
    own = importlib.import_module(__name__)
    assert own is sys.modules[__name__] and own.helper is helper
    assert pickle.loads(pickle.dumps(Kind.SUM)) is Kind.SUM
    return pickle.loads(pickle.dumps(helper))(a, b)
