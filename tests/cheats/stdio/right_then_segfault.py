"""total: the right answer, then a crash of the interpreter."""

import ctypes

input()
print(sum(map(int, input().split())), flush=True)
ctypes.string_at(0)
