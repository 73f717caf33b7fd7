"""stats: prints, warns, logs, and has no standard output left at the end."""
import logging
import sys
import warnings

print("x" * 100_000)
logging.basicConfig(level=logging.DEBUG)


def task_func(numbers):
    print("thinking", flush=True)
    sys.stderr.write("still thinking\n" * 10_000)
    warnings.warn("slow")
    logging.getLogger("task").error("an error that is none")
    if sys.stdout:
        sys.stdout.close()
        sys.stdout = None
    if not numbers:
        raise ValueError("empty")
    return {"sum": sum(numbers), "mean": sum(numbers) / len(numbers), "max": max(numbers)}
