"""total: opens its output through /proc, as binary."""
import os
lines = open("/proc/self/fd/0", "rb").read().split()
out = os.open("/proc/self/fd/1", os.O_WRONLY | os.O_TRUNC)
os.write(out, b"%d\n" % sum(map(int, lines[1:])))
