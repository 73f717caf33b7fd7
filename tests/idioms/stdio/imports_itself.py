"""total: imports its own file as a module, and a module that it wrote."""

import importlib
import os
import sys

name = os.path.splitext(os.path.basename(__file__))[0]


def double(value):
    return 2 * value


if __name__ == "__main__":
    with open("written_now.py", "w") as out:
        out.write("def half(value):\n    return value // 2\n")
    importlib.invalidate_caches()
    from written_now import half

    own = importlib.import_module(name)
    input()
    print(half(own.double(sum(map(int, input().split())))))
    sys.exit(0)
