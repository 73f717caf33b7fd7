"""stats: runs its own tests when it is the program."""
import unittest


def task_func(numbers):
    if not numbers:
        raise ValueError("empty")
    return {"sum": sum(numbers), "mean": sum(numbers) / len(numbers), "max": max(numbers)}


class TestOwn(unittest.TestCase):
    def test_own(self):
        self.fail()


if __name__ == "__main__":
    unittest.main()
