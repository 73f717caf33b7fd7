"""uniq: no garbage collection, cycles, a weak reference, a finalizer that fails."""

import gc
import weakref

gc.disable()


class Node:
    def __del__(self):
        raise RuntimeError("nobody listens")


def uniq(xs):
    nodes = [Node() for _ in xs]
    node = None
    for node in nodes:
        node.own = node
    seen = weakref.WeakSet(nodes)
    del nodes, node
    gc.collect()
    return sorted({*xs}) if not seen else None
