"""total: the right answer, then more memory than there is."""

input()
print(sum(map(int, input().split())), flush=True)
held = []
while True:
    held.append(bytearray(1 << 26))
