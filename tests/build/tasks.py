"""Three problems of LiveCodeBench's form, and what a generator and a judge say of them."""

import json
import random
from pathlib import Path
from typing import Any

PROBLEMS = {
    "abc1_a": ("easy", "Print twice the number.", "print(2 * int(input()))", "print(2 + int(input()))"),
    "abc1_b": ("medium", "Print the number squared.", "print(int(input()) ** 2)", "print(int(input()) * 3)"),
    "abc1_c": ("hard", "Print the number less one.", "print(int(input()) - 1)", "print(int(input()) - 2)"),
}
SOUND, FLAWED = "This holds for every number", "This holds for small numbers alone"
_SOLVE = {"abc1_a": lambda number: 2 * number, "abc1_b": lambda number: number**2, "abc1_c": lambda number: number - 1}


def answer(reasoning: str, code: str) -> list[str]:
    return [f"<think>\n{reasoning}\n</think>\n<answer>\n```python\n{code}\n```\n</answer>", "stop"]


WORDS = ("line", "input", "number", "output", "value", "digit", "sign", "limit", "case", "step", "bound", "sum", "term")


def reasoning(statement: str, claim: str, number: int) -> str:
    """Text of its own for every claim and number, longer with the number."""
    chance = random.Random(f"{statement}{claim}{number}")
    filler = " ".join(chance.choice(WORDS) for _ in range(40 + 5 * number))
    return f"To {statement.lower()} {claim}. {filler}."


def vote(*answers: str) -> list[str]:
    lines = zip(("accuracy", "rigor", "coherence", "agreement"), answers, strict=True)
    return ["I looked at it.\n" + "\n".join(f"{question}: {said}" for question, said in lines), "stop"]


YES, NO_RIGOR = vote("yes", "yes", "yes", "yes"), vote("yes", "no", "yes", "yes")
VOTES = {SOUND: YES, FLAWED: [NO_RIGOR, NO_RIGOR, NO_RIGOR, ["I cannot say.", "stop"]]}


def generations() -> dict[str, Any]:
    """Of every problem: right and wrong answers of several lengths, and each kind that is of no use."""
    found = {}
    for statement, right, wrong in ((entry[1], entry[2], entry[3]) for entry in PROBLEMS.values()):
        good = [answer(reasoning(statement, SOUND, number), right) for number in range(4)]
        bad = [answer(reasoning(statement, FLAWED, number), wrong) for number in range(4)]
        useless = [
            [f"I print it.\n```python\n{right}\n```", "stop"],
            ["<think>\nIt goes on and on", "length"],
            [answer(reasoning(statement, SOUND, 9), "")[0], "stop"],
            [answer(reasoning(statement, SOUND, 8), "print((")[0], "stop"],
            [answer("Short.", right)[0], "stop"],
        ]
        found[statement] = [*good, *bad, *useless]
    return found


def answers(folder: Path, *parts: dict[str, Any]) -> Path:
    """Write what the server says; a judge's words first, since it is shown the statement too."""
    path = folder / "answers.json"
    path.write_text(json.dumps({key: said for part in parts for key, said in part.items()}))
    return path


def problems(folder: Path) -> str:
    """Write the problems; returns them as ``--problems`` takes them."""
    rows = [
        {
            "question_title": task, "question_content": statement, "platform": "atcoder", "question_id": task,
            "contest_id": "abc1", "contest_date": "2024-10-05T19:30:00", "starter_code": "", "difficulty": difficulty,
            "public_test_cases": json.dumps(
                [{"input": f"{n}\n", "output": f"{_SOLVE[task](n)}\n", "testtype": "stdin"} for n in (3, 8)]
            ),
            "private_test_cases": "[]", "metadata": "{}",
        }
        for task, (difficulty, statement, _, _) in PROBLEMS.items()
    ]  # fmt: skip
    path = folder / "problems.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return f"livecodebench={path}"
