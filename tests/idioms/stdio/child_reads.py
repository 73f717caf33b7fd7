"""total: another Python reads stdin and prints; both streams are inherited."""

import subprocess
import sys

print(end="", flush=True)
code = "import sys; data = sys.stdin.read().split(); print(sum(map(int, data[1:])))"
sys.exit(subprocess.call([sys.executable, "-c", code]))
