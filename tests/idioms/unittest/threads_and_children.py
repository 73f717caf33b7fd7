"""stats: threads and processes do the work."""
import concurrent.futures
import subprocess
import sys


def task_func(numbers):
    if not numbers:
        raise ValueError("empty")
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        total, most = pool.submit(sum, numbers), pool.submit(max, numbers)
    code = f"print(sum({numbers!r}) / {len(numbers)})"
    mean = float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout)
    return {"sum": total.result(), "mean": mean, "max": most.result()}
