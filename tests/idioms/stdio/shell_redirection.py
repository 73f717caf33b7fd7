"""total: has a shell print to /dev/stdout and /dev/stderr."""
import os
input()
total = sum(map(int, input().split()))
os.system(f"echo {total} > /dev/stdout; echo done > /dev/stderr")
