"""total: reads stdin, goes back to its start, and reads it again another way."""

import io
import os
import sys

first = sys.stdin.read()
sys.stdin.seek(0)
assert sys.stdin.read() == first
os.lseek(0, 0, os.SEEK_SET)
assert io.FileIO(0, closefd=False).readall() == first.encode()
os.lseek(0, 0, os.SEEK_SET)
text = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)), newline="\n")
input = lambda: text.readline().rstrip("\r\n")
n = int(input())
print(sum(map(int, input().split())))
