"""Small problems with unittest code: answers, files and patches, objects that stay with the program, arrays.

The tests of ``register`` ask much of data by yes or no, and of one object: a text file in memory.
"""

from __future__ import annotations

from lcbrb.contract import Problem, Protocol

_SIGNATURES = {
    "stats": "def task_func(numbers):",
    "report": (
        "import json\nimport os\nimport random\nimport urllib.request\n\n"
        'def task_func(source, target, url="http://localhost/"):'
    ),
    "account": (
        "class Account:\n    def __init__(self, owner):\n        self.owner = owner\n        self.entries = []\n\n"
        "def task_func(owner, amounts, accept):"
    ),
    "smooth": "import numpy as np\n\ndef task_func(values, width):",
    "register": "import io\n\ndef task_func(lines, keep=lambda names: None):",
}
_TESTS = {
    "stats": """
import unittest

class TestCases(unittest.TestCase):
    def test_all(self):
        self.assertEqual(task_func([1, 2, 3]), {"sum": 6, "mean": 2.0, "max": 3})

    def test_empty(self):
        with self.assertRaises(ValueError):
            task_func([])

    def test_mean(self):
        self.assertAlmostEqual(task_func([1, 2])["mean"], 1.5, places=6)

    def test_parts(self):
        result = task_func([-5, 17])
        self.assertIsInstance(result, dict)
        self.assertTrue(result["sum"] == 12 and result["max"] == 17)

    def test_size(self):
        self.assertIn("mean", task_func([4]))
        self.assertGreater(task_func([4, 9])["sum"], 12)
        self.assertEqual(sorted(task_func([4])), ["max", "mean", "sum"])
""",
    "report": """
import io
import sys
import tempfile
import unittest
from pathlib import Path
from unittest.mock import MagicMock, mock_open, patch

class TestCases(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.source = os.path.join(self.folder.name, "in.json")
        self.target = os.path.join(self.folder.name, "out.json")
        Path(self.source).write_text('{"b": 2, "a": 1}')

    def tearDown(self):
        self.folder.cleanup()

    def fetched(self, text):
        answer = MagicMock()
        answer.__enter__.return_value = answer
        answer.read.return_value = text
        return patch("urllib.request.urlopen", return_value=answer)

    def test_fetch(self):
        with self.fetched(b"7") as opened:
            self.assertEqual(task_func(self.source, self.target, "http://localhost/n"), 10)
        opened.assert_called_once_with("http://localhost/n")

    def test_file(self):
        with self.fetched(b"3"):
            task_func(self.source, self.target)
        self.assertEqual(json.loads(Path(self.target).read_text()), {"a": 1, "b": 2, "fetched": 3})

    def test_missing(self):
        with patch("os.path.exists", return_value=False):
            with self.assertRaises(FileNotFoundError):
                task_func(self.source, self.target)

    def test_printed(self):
        printed = io.StringIO()
        with self.fetched(b"1"), patch("sys.stdout", printed):
            task_func(self.source, self.target)
        self.assertEqual(printed.getvalue(), "3 numbers\\n")

    def test_random(self):
        random.seed(4)
        expected = random.randint(1, 1000)
        random.seed(4)
        with self.fetched(b""):
            self.assertEqual(task_func(self.source, self.target), expected + 3)
""",
    "account": """
import unittest

class TestCases(unittest.TestCase):
    def test_callback(self):
        asked = []
        account = task_func("Ada", [5, -8, 6], lambda amount: asked.append(amount) or amount != 5)
        self.assertEqual(asked, [5, -8, 6])
        self.assertEqual(list(account.entries), [-8, 6])

    def test_entries(self):
        account = task_func("Ada", [1, 2, 3], lambda amount: True)
        self.assertEqual([entry for entry in account.entries], [1, 2, 3])
        self.assertEqual(len(account.entries), 3)

    def test_type(self):
        account = task_func("Cy", [], lambda amount: True)
        self.assertIsInstance(account, Account)
        self.assertEqual(account.owner, "Cy")
        self.assertEqual(len(account.entries), 0)
""",
    "smooth": """
import unittest
import numpy.testing

class TestCases(unittest.TestCase):
    def test_close(self):
        np.testing.assert_allclose(task_func([1, 2, 6, 3], 2), [1.5, 4.0, 4.5])

    def test_dtype(self):
        self.assertEqual(task_func([1, 2], 1).dtype, np.float64)

    def test_equal(self):
        self.assertTrue(np.array_equal(task_func([4, 4, 4], 3), np.array([4.0])))

    def test_input(self):
        values = np.array([2.0, 4.0])
        result = task_func(values, 2)
        self.assertIsInstance(result, np.ndarray)
        self.assertTrue((result == np.array([3.0])).all())
        self.assertEqual(values.tolist(), [2.0, 4.0])

    def test_wide(self):
        with self.assertRaisesRegex(ValueError, "wide"):
            task_func([1], 2)
""",
    "register": """
import unittest
from unittest.mock import MagicMock

class TestCases(unittest.TestCase):
    def test_empty(self):
        with self.assertRaises(ValueError) as raised:
            task_func([])
        self.assertTrue(raised.exception.args[0].startswith("no names"))

    def test_flags(self):
        names, order, flags, log = task_func(["Cy", "Di"])
        self.assertTrue(flags["cy"])
        self.assertTrue(flags["di"])

    def test_kept(self):
        keep = MagicMock()
        task_func(["Ada"], keep)
        self.assertTrue(keep.call_args[0][0].issubset({"ada", "bob"}))

    def test_log(self):
        names, order, flags, log = task_func(["Ada", "Bob"])
        self.assertEqual(log.getvalue(), "2 names\\n")
        self.assertTrue(log.getvalue().endswith("names\\n"))

    def test_names(self):
        names, order, flags, log = task_func(["Ada", "Bob", "ada"])
        self.assertTrue(names.issuperset({"ada", "bob"}))
        self.assertTrue(names.isdisjoint({"zoe"}))

    def test_order(self):
        names, order, flags, log = task_func(["Bob", "Ada"])
        self.assertEqual(len(order), 2)
        self.assertTrue(all(name.islower() for name in order))
        self.assertFalse(any(name.startswith("b") for name in list(order)[:1]))
""",
}
REFERENCES = {
    "stats": """
def task_func(numbers):
    if not numbers:
        raise ValueError("empty")
    return {"sum": sum(numbers), "mean": sum(numbers) / len(numbers), "max": max(numbers)}
""",
    "report": """
def task_func(source, target, url="http://localhost/"):
    if not os.path.exists(source):
        raise FileNotFoundError(source)
    with open(source) as file:
        data = json.load(file)
    with urllib.request.urlopen(url) as answer:
        text = answer.read()
    data["fetched"] = int(text) if text else random.randint(1, 1000)
    with open(target, "w") as file:
        json.dump(data, file)
    print(f"{len(data)} numbers")
    return sum(data.values())
""",
    "account": """
def task_func(owner, amounts, accept):
    account = Account(owner)
    for amount in amounts:
        if accept(amount):
            account.entries.append(amount)
    return account
""",
    "smooth": """
def task_func(values, width):
    if width > len(values):
        raise ValueError("the window is too wide")
    return np.convolve(values, np.ones(width) / width, "valid")
""",
    "register": """
def task_func(lines, keep=lambda names: None):
    if not lines:
        raise ValueError("no names")
    names = {line.lower() for line in lines}
    keep(names)
    return names, sorted(names), dict.fromkeys(names, True), io.StringIO(f"{len(lines)} names\\n")
""",
}


def problem(name: str) -> Problem:
    """The problem of a name."""
    return Problem(
        f"selftest/{name}", "selftest", "", Protocol.UNITTEST, (), starter_code=_SIGNATURES[name],
        entry_point="task_func", preamble=_SIGNATURES[name] + "\n    pass\n", test_code=_TESTS[name], time_limit=3.0,
        reference_solution=REFERENCES[name],
    )  # fmt: skip
