"""Reads the sources of the pair set `mini`: problem folders and pair files, as mini/README.md describes them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from lcbrb.contract import Problem, Protocol, TestCase, Verdict, parse
from lcbrb.errors import UserError

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "mini"
RELEASE = "mini-v1"
TIME_LIMIT = 6.0  # seconds of CPU time a test, as LiveCodeBench has it
KINDS = ("factual_accuracy", "logical_rigor", "logical_coherence", "natural")
DIFFICULTIES = ("easy", "medium", "hard")


@dataclass(frozen=True)
class Side:
    """One side of a pair: the reasoning a reward model reads and the program it led to."""

    reasoning: str
    code: str


@dataclass(frozen=True)
class PairSource:
    """A pair as its file has it. ``flaw`` says what is wrong with the rejected side; it is never packaged."""

    path: Path
    kind: str
    flaw: str
    verdict: Verdict
    chosen: Side
    rejected: Side


def where(path: Path) -> str:
    """Name a source file in a message."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


def read_front_matter(path: Path) -> tuple[dict[str, Any], str]:
    """Split a Markdown file into its YAML front matter and its body."""
    match = re.fullmatch(r"---\n(.*?)\n---\n(.*)", path.read_text(encoding="utf-8"), re.DOTALL)
    if match is None:
        raise UserError(f"{where(path)} does not begin with front matter between two lines of '---'.")
    return yaml.safe_load(match[1]), match[2].strip()


def read_problem(folder: Path) -> Problem:
    """Read ``problem.md`` and ``solution.py``; the tests are still missing."""
    path = folder / "problem.md"
    meta, statement = read_front_matter(path)
    if meta.get("id") != folder.name:
        raise UserError(f"{where(path)}: the id must be the folder's name, '{folder.name}', but is {meta.get('id')!r}.")
    if meta.get("difficulty") not in DIFFICULTIES:
        raise UserError(f"{where(path)}: difficulty must be one of {', '.join(DIFFICULTIES)}.")
    row = {
        "question_id": meta["id"],
        "benchmark": "mini",
        "statement": statement,
        "protocol": meta.get("protocol"),
        "tests": (),
        "starter_code": (meta.get("starter_code") or "").rstrip(),
        "entry_point": meta.get("entry_point"),
        "difficulty": meta["difficulty"],
        "platform": "mini",
        "contest_date": meta.get("date"),
        "release": RELEASE,
        "time_limit": TIME_LIMIT,
        "reference_solution": (folder / "solution.py").read_text(encoding="utf-8"),
    }
    problem = parse(Problem, row, where(path))
    if (problem.protocol is Protocol.FUNCTION) != bool(problem.entry_point and problem.starter_code):
        raise UserError(f"{where(path)}: entry_point and starter_code go with the protocol function, and only with it.")
    return problem


def read_examples(problem: Problem) -> list[TestCase]:
    """Read the examples out of a statement: fenced blocks under **Input** and **Output**.

    Function problems write ``name = JSON`` lines in the input, as a reader of the statement expects them.
    """
    blocks = re.findall(
        r"\*\*Input\*\*\n\n```\n(.*?)```\n\n\*\*Output\*\*\n\n```\n(.*?)```", problem.statement, re.DOTALL
    )
    if not blocks:
        raise UserError(f"mini/{problem.question_id}/problem.md has no example with **Input** and **Output** blocks.")
    if problem.protocol is Protocol.STDIO:
        return [TestCase(input=given, output=expected) for given, expected in blocks]
    arguments = [re.findall(r"^\w+ = (.*)$", given, flags=re.MULTILINE) for given, _ in blocks]
    return [
        TestCase("\n".join(compact_json(argument) for argument in given), compact_json(expected))
        for given, (_, expected) in zip(arguments, blocks, strict=True)
    ]


def compact_json(text: str) -> str:
    """Write JSON as the packaged tests have it, whatever its spacing."""
    return json.dumps(json.loads(text), separators=(",", ":"))


def read_pair(path: Path) -> PairSource:
    """Read one pair file."""
    meta, body = read_front_matter(path)
    parts = re.split(r"^## (Chosen reasoning|Chosen code|Rejected reasoning|Rejected code)\n", body, flags=re.MULTILINE)
    sections = dict(zip(parts[1::2], (part.strip() for part in parts[2::2]), strict=True))
    if parts[0].strip() or len(sections) != 4 or meta.get("kind") not in KINDS or not meta.get("flaw"):
        raise UserError(
            f"{where(path)} needs a kind, a flaw, a verdict, and the four sections that mini/README.md names."
        )
    if path.stem.partition("-")[2] != meta["kind"]:
        raise UserError(f"{where(path)}: the file's name must be NUMBER-KIND.md with its kind, {meta['kind']}.")
    sides = {}
    for side in ("Chosen", "Rejected"):
        code = re.fullmatch(r"```python\n(.*\n)```", sections[f"{side} code"], re.DOTALL)
        if code is None:
            raise UserError(f"{where(path)}: '{side} code' must be one ```python block.")
        sides[side.lower()] = Side(sections[f"{side} reasoning"], code[1])
    return PairSource(path, meta["kind"], meta["flaw"], Verdict(meta["verdict"]), **sides)
