"""uniq: a database in memory, compression, a mapped file, a shelf, a heap."""

import heapq
import mmap
import os
import shelve
import sqlite3
import tempfile
import zlib


def uniq(xs):
    base = sqlite3.connect(":memory:")
    base.execute("create table items (value integer)")
    base.executemany("insert into items values (?)", [(x,) for x in xs])
    rows = [value for (value,) in base.execute("select distinct value from items order by value")]
    text = zlib.decompress(zlib.compress(repr(rows).encode()))
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "mapped")
        with open(path, "wb") as out:
            out.write(text)
        with open(path, "rb") as source, mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
            rows = eval(mapped[:])
        with shelve.open(os.path.join(folder, "shelf")) as shelf:
            shelf["rows"] = rows
            rows = shelf["rows"]
    heapq.heapify(rows)
    return [heapq.heappop(rows) for _ in range(len(rows))]
