"""squares: opens its streams by descriptor names."""
import sys
sys.stdin = open("/dev/fd/0")
sys.stdout = open("/dev/fd/1", "a")
input()
for number in input().split():
    print(int(number) ** 2)
sys.stdout.flush()
