"""Reads the sources of the packaged sets, as mini/README.md and mini_train/README.md describe them."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from lcbrb.contract import Problem, Protocol, TestCase, Verdict, parse
from lcbrb.errors import UserError

ROOT = Path(__file__).resolve().parent.parent
TIME_LIMIT = 6.0  # seconds of CPU time a test, as LiveCodeBench has it
DIMENSIONS = ("factual_accuracy", "logical_rigor", "logical_coherence")
KINDS = (*DIMENSIONS, "natural")
DIFFICULTIES = ("easy", "medium", "hard")


@dataclass(frozen=True)
class Collection:
    """A packaged set: its name, which is its benchmark's too, its release and the folder of its sources."""

    name: str
    release: str
    sources: Path

    def folders(self) -> list[Path]:
        """Return the problems' folders in order."""
        return sorted(path.parent for path in self.sources.glob("*/problem.md"))


MINI = Collection("mini", "mini-v1", ROOT / "mini")
MINI_TRAIN = Collection("mini-train", "mini-train-v1", ROOT / "mini_train")


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


@dataclass(frozen=True)
class TripleSource:
    """A triple as its file and base.md have it. ``improvement`` and ``flaw`` are never packaged."""

    path: Path
    dimension: str
    improvement: str
    flaw: str
    verdict: Verdict
    base: str
    optimized: str
    degraded: Side


def where(path: Path) -> str:
    """Name a source file in a message."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


def read_front_matter(path: Path) -> tuple[dict[str, Any], str]:
    """Split a Markdown file into its YAML front matter and its body."""
    match = re.fullmatch(r"---\n(.*?)\n---\n(.*)", path.read_text(encoding="utf-8"), re.DOTALL)
    if match is None:
        raise UserError(f"{where(path)} does not begin with front matter between two lines of '---'.")
    return yaml.safe_load(match[1]), match[2].strip()


def read_problem(folder: Path, collection: Collection) -> Problem:
    """Read ``problem.md`` and ``solution.py``; the tests are still missing."""
    path = folder / "problem.md"
    meta, statement = read_front_matter(path)
    if meta.get("id") != folder.name:
        raise UserError(f"{where(path)}: the id must be the folder's name, '{folder.name}', but is {meta.get('id')!r}.")
    if meta.get("difficulty") not in DIFFICULTIES:
        raise UserError(f"{where(path)}: difficulty must be one of {', '.join(DIFFICULTIES)}.")
    row = {
        "question_id": meta["id"],
        "benchmark": collection.name,
        "statement": statement,
        "protocol": meta.get("protocol"),
        "tests": (),
        "starter_code": (meta.get("starter_code") or "").rstrip(),
        "entry_point": meta.get("entry_point"),
        "difficulty": meta["difficulty"],
        "platform": collection.name,
        "contest_date": meta.get("date"),
        "release": collection.release,
        "time_limit": TIME_LIMIT,
        "reference_solution": (folder / "solution.py").read_text(encoding="utf-8"),
    }
    problem = parse(Problem, row, where(path))
    if (problem.protocol is Protocol.FUNCTION) != bool(problem.entry_point and problem.starter_code):
        raise UserError(f"{where(path)}: entry_point and starter_code go with the protocol function, and only with it.")
    return problem


def read_examples(problem: Problem, folder: Path) -> list[TestCase]:
    """Read the examples out of a statement: fenced blocks under **Input** and **Output**.

    Function problems write ``name = JSON`` lines in the input, as a reader of the statement expects them.
    """
    blocks = re.findall(
        r"\*\*Input\*\*\n\n```\n(.*?)```\n\n\*\*Output\*\*\n\n```\n(.*?)```", problem.statement, re.DOTALL
    )
    if not blocks:
        raise UserError(f"{where(folder / 'problem.md')} has no example with **Input** and **Output** blocks.")
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
    """Read one pair file of `mini`."""
    meta, sections = read_sections(path, ("Chosen reasoning", "Chosen code", "Rejected reasoning", "Rejected code"))
    check_front_matter(path, meta, "kind", KINDS, ("flaw",))
    chosen, rejected = (
        Side(sections[f"{side} reasoning"], code_of(path, sections, f"{side} code")) for side in ("Chosen", "Rejected")
    )
    return PairSource(path, meta["kind"], meta["flaw"], verdict_of(path, meta), chosen, rejected)


def read_triple(path: Path) -> TripleSource:
    """Read one triple file of `mini-train`, and the base.md of its problem."""
    meta, sections = read_sections(path, ("Optimized reasoning", "Degraded reasoning", "Degraded code"))
    check_front_matter(path, meta, "dimension", DIMENSIONS, ("improvement", "flaw"))
    base = path.parents[1] / "base.md"
    if not base.is_file():
        raise UserError(f"{where(base)} is missing.")
    return TripleSource(
        path=path,
        dimension=meta["dimension"],
        improvement=meta["improvement"],
        flaw=meta["flaw"],
        verdict=verdict_of(path, meta),
        base=base.read_text(encoding="utf-8").strip(),
        optimized=sections["Optimized reasoning"],
        degraded=Side(sections["Degraded reasoning"], code_of(path, sections, "Degraded code")),
    )


def read_sections(path: Path, names: Sequence[str]) -> tuple[dict[str, Any], dict[str, str]]:
    """Split a file into its front matter and its sections, which must be exactly ``names``."""
    meta, body = read_front_matter(path)
    parts = re.split(rf"^## ({'|'.join(names)})\n", body, flags=re.MULTILINE)
    sections = dict(zip(parts[1::2], (part.strip() for part in parts[2::2]), strict=True))
    if parts[0].strip() or len(parts) != 2 * len(names) + 1 or set(sections) != set(names):
        raise UserError(f"{where(path)} needs the sections {', '.join(names)}, once each, and nothing before them.")
    return meta, sections


def check_front_matter(
    path: Path, meta: dict[str, Any], key: str, values: Sequence[str], sentences: Sequence[str]
) -> None:
    """Check that ``key`` has one of ``values``, that the file is named after it, and that the sentences are there."""
    if meta.get(key) not in values:
        raise UserError(f"{where(path)}: {key} must be one of {', '.join(values)}.")
    if not re.fullmatch(rf"\d+-{meta[key]}", path.stem):
        raise UserError(f"{where(path)}: the file's name must be NUMBER-{meta[key]}.md.")
    for name in sentences:
        if not isinstance(meta.get(name), str):
            raise UserError(f"{where(path)}: '{name}' must be a sentence (in quotes if it holds a colon).")


def verdict_of(path: Path, meta: dict[str, Any]) -> Verdict:
    """Read the verdict that the wrong side's program gets."""
    if meta.get("verdict") not in set(Verdict) - {Verdict.PASSED}:
        raise UserError(f"{where(path)}: verdict must be what the failing program gets, as 'wrong_answer'.")
    return Verdict(meta["verdict"])


def code_of(path: Path, sections: dict[str, str], name: str) -> str:
    """Read a section that is one block of Python."""
    code = re.fullmatch(r"```python\n(.*\n)```", sections[name], re.DOTALL)
    if code is None:
        raise UserError(f"{where(path)}: '{name}' must be one ```python block.")
    return code[1]
