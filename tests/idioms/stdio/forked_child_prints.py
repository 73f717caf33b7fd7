"""squares: a child prints the first half and leaves by the end of the program, the parent the rest."""

import os
import sys

input()
numbers = [int(word) for word in input().split()]
half = len(numbers) // 2
pid = os.fork()
part = numbers[half:] if pid else numbers[:half]
if pid:
    os.waitpid(pid, 0)
for number in part:
    print(number * number)
