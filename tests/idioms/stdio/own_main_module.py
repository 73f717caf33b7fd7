"""total: looks at itself: __main__, its source, its file, its arguments, pickles of its own classes."""

import __main__
import dataclasses
import inspect
import os
import pickle
import sys
import typing


@dataclasses.dataclass
class Item:
    value: int
    next: "typing.Optional[Item]" = None


def read():
    input()
    return [Item(int(word)) for word in input().split()]


items = pickle.loads(pickle.dumps(read()))
assert __main__.Item is Item and sys.modules["__main__"].read is read and __name__ == "__main__"
assert "pickles of its own classes" in open(__file__).read() and os.path.basename(sys.argv[0]) == os.path.basename(__file__)
assert inspect.getsource(read).startswith("def read") and typing.get_type_hints(Item)["next"] == typing.Optional[Item]
assert len(sys.argv) == 1 and globals()["items"] is items and sys.path[0] == os.path.dirname(os.path.abspath(__file__))
print(sum(item.value for item in items))
