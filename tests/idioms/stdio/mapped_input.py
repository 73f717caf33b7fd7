"""total: stdin as a mapped file."""

import mmap

with mmap.mmap(0, 0, access=mmap.ACCESS_READ) as text:
    text.readline()
    print(sum(map(int, text.readline().split())))
