"""The rows of a policy run folder, gathered by benchmark and task. Every figure of a report comes from here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lcbrb.bench.records import GENERATIONS, KIND, VERDICTS, Key, key_of
from lcbrb.contract import Verdict
from lcbrb.errors import UserError
from lcbrb.runs import read_manifest, read_rows

BASE_OF = {"humaneval+": "humaneval", "mbpp+": "mbpp"}
"""Benchmarks whose samples are also graded with the original tests alone, and the name of that benchmark."""


@dataclass
class Task:
    """The samples of one task: for each that could be graded, whether it passed."""

    difficulty: str | None = None
    mode: str | None = None
    """Of unittest problems: whether the tests ran by proxy, or in the program's own process, which can forge them."""
    passed: list[bool] = field(default_factory=list)


@dataclass
class BenchmarkTable:
    """What is known of one benchmark."""

    tasks: dict[str, Task] = field(default_factory=dict)
    verdicts: Counter[str] = field(default_factory=Counter)
    infra_errors: Counter[str] = field(default_factory=Counter)
    """By their message."""
    sandboxes: set[str] = field(default_factory=set)
    samples: int = 0
    """Answers that were had."""
    truncated: int = 0
    no_room: int = 0
    """Of the truncated: prompts that filled the model's window by themselves."""
    tokens: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class RunTable:
    """A run folder, read."""

    path: Path
    manifest: dict[str, Any]
    benchmarks: Mapping[str, BenchmarkTable]

    @property
    def identity(self) -> dict[str, Any]:
        """What the numbers depend on."""
        identity: dict[str, Any] = self.manifest["identity"]
        return identity

    def planned(self, benchmark: str) -> int:
        """Samples the run is to have of a benchmark."""
        of = {base: name for name, base in BASE_OF.items()}
        problems: Mapping[str, Any] = self.identity["problems"]
        described = problems.get(benchmark) or problems[of[benchmark]]
        return int(described["problems"]) * int(self.identity["samples"])

    def __iter__(self) -> Iterator[str]:
        return iter(self.benchmarks)


def read_run(path: Path) -> RunTable:
    """Read a run folder.

    Raises:
        UserError: it is not of a policy run, or a row cannot be read.
    """
    manifest = read_manifest(path)
    if manifest["kind"] != KIND:
        raise UserError(f"{path} is a run of '{manifest['kind']}', not of '{KIND}'.")
    tables: dict[str, BenchmarkTable] = {}
    for name in manifest["identity"]["benchmarks"]:
        for entry in (BASE_OF.get(name), name):
            if entry is not None:
                tables[entry] = BenchmarkTable()
    difficulties = _read_generations(path, tables)
    _read_verdicts(path, tables, difficulties)
    return RunTable(path, manifest, tables)


def _read_generations(path: Path, tables: Mapping[str, BenchmarkTable]) -> dict[Key, str | None]:
    difficulties = {}
    for row in read_rows(path / GENERATIONS):
        for name in _names(row["benchmark"]):
            table = tables[name]
            if row["infra_error"] is not None:
                table.infra_errors[row["infra_error"]] += 1
                continue
            table.samples += 1
            table.truncated += row["finish_reason"] == "length"
            table.no_room += row["finish_reason"] == "length" and row["completion_tokens"] == 0
            if row["completion_tokens"] is not None:
                table.tokens.append(row["completion_tokens"])
        difficulties[key_of(row)] = row["difficulty"]
    return difficulties


def _read_verdicts(path: Path, tables: Mapping[str, BenchmarkTable], difficulties: Mapping[Key, str | None]) -> None:
    for row in read_rows(path / VERDICTS):
        for name in _names(row["benchmark"]):
            table = tables[name]
            verdict = row["verdict"] if name == row["benchmark"] else row["base_verdict"]
            table.verdicts[verdict] += 1
            table.sandboxes |= {row["sandbox"]} - {""}
            if verdict == Verdict.INFRA_ERROR:
                table.infra_errors[row["message"]] += 1
                continue
            task = table.tasks.setdefault(row["task_id"], Task(difficulties.get(key_of(row)), row.get("mode")))
            task.passed.append(verdict == Verdict.PASSED)


def _names(benchmark: str) -> list[str]:
    """The benchmark itself, and the one whose tests it extends."""
    base = BASE_OF.get(benchmark)
    return [benchmark] if base is None else [base, benchmark]
