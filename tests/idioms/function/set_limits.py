"""add: limits of its own."""

import resource
import sys
import threading

soft, hard = resource.getrlimit(resource.RLIMIT_STACK)
resource.setrlimit(resource.RLIMIT_STACK, (hard, hard))
sys.setrecursionlimit(10**6)
threading.stack_size(512 << 20)


def down(n):
    return 0 if n == 0 else 1 + down(n - 1)


def add(a, b):
    answer = []
    thread = threading.Thread(target=lambda: answer.append(a + b + down(100_000) - 100_000))
    thread.start()
    thread.join()
    return answer[0]
