"""Four problems of EvalPlus's form and three of LiveCodeBench's, with answers to them."""

import json
from pathlib import Path

HUMANEVAL = [
    ("HumanEval/0", "add_two", "    return n + 2\n"),
    ("HumanEval/1", "halve", "    return n // 2\n"),
    ("HumanEval/2", "square", "    return n * n\n"),
    ("HumanEval/3", "negate", "    return -n\n"),
]
LIVECODEBENCH = [("abc1_a", "easy", "Print twice the number."), ("abc1_b", "hard", "Print the number squared.")]


def block(code: str) -> str:
    return f"Here it is.\n```python\n{code}\n```\nDone."


ANSWERS = {
    "def add_two": [block("def add_two(n):\n    return n + 2"), "stop"],
    "def halve": [block("def halve(n):\n    return n // 2 if n < 10 else 0"), "stop"],  # the base tests alone
    "def square": [block("def square(n):\n    return n + n + 1"), "stop"],
    "def negate": ["```python\ndef negate(n):\n    return", "length"],
    "twice the number": [block("print(2 * int(input()))"), "stop"],
    "number squared": ["I cannot say.", "stop"],
}
VERDICTS = {
    "HumanEval/0": ("passed", "passed"),
    "HumanEval/1": ("wrong_answer", "passed"),
    "HumanEval/2": ("wrong_answer", "wrong_answer"),
    "HumanEval/3": ("truncated", "truncated"),
    "abc1_a": ("passed", "passed"),
    "abc1_b": ("no_code", "no_code"),
}


def write(folder: Path) -> list[str]:
    """Write the problems; returns them as ``--problems`` takes them."""
    humaneval = [
        {
            "task_id": task, "prompt": f'def {name}(n):\n    """Work on n."""\n', "entry_point": name, "atol": 0,
            "canonical_solution": body, "base_input": [[1], [2]], "plus_input": [[3], [14]],
        }
        for task, name, body in HUMANEVAL
    ]  # fmt: skip
    solve = {"abc1_a": lambda number: 2 * number, "abc1_b": lambda number: number**2}
    livecodebench = [
        {
            "question_title": task, "question_content": statement, "platform": "atcoder", "question_id": task,
            "contest_id": "abc1", "contest_date": "2024-10-05T19:30:00", "starter_code": "", "difficulty": difficulty,
            "public_test_cases": json.dumps(
                [{"input": f"{n}\n", "output": f"{solve[task](n)}\n", "testtype": "stdin"} for n in (3, 8)]
            ),
            "private_test_cases": "[]", "metadata": "{}",
        }
        for task, difficulty, statement in LIVECODEBENCH
    ]  # fmt: skip
    found = []
    for name, rows in (("humaneval+", humaneval), ("livecodebench", livecodebench)):
        path = folder / f"{name}.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
        found.append(f"{name}={path}")
    return found
