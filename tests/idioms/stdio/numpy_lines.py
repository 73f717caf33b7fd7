"""squares: numpy reads and prints, where there is one."""

import sys

try:
    import numpy as np
except ImportError:
    np = None

data = sys.stdin.read().split()[1:]
if np:
    numbers = np.array(data, dtype=np.int64)
    np.savetxt(sys.stdout, numbers**2, fmt="%d")
else:
    print(*[int(word) ** 2 for word in data], sep="\n")
