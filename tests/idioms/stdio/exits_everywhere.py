"""total: exits in handlers, in finally, in a class body's method, by SystemExit with a text."""

import sys


class Solver:
    def __enter__(self):
        input()
        return list(map(int, input().split()))

    def __exit__(self, *error):
        return False


def main():
    try:
        with Solver() as numbers:
            print(sum(numbers))
            quit()
    except Exception:
        print("not an Exception")
    finally:
        raise SystemExit("done, said on stderr")


main()
