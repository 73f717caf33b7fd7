"""Builds the problems of the packaged sets: tests from generators, checked against brute force."""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import runpy
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import Any, TypeVar

from mini_programs import grade, run, same_output
from mini_sources import MINI, ROOT, TIME_LIMIT, Collection, read_examples, read_problem, where

from lcbrb.cache import cache_folder
from lcbrb.contract import Problem, Protocol, TestCase, Verdict, parse, to_json
from lcbrb.errors import UserError
from lcbrb.grading.encoding import encode

DATA = ROOT / "lcbrb" / "pairs" / "data"

# LiveCodeBench stops a test after 6 s; what is right here finishes in a third of that, so that a slow machine agrees.
WRONG_CPU_SECONDS = TIME_LIMIT
CORRECT_CPU_SECONDS = 2.0
BRUTE_FORCE_CPU_SECONDS = 20.0

MIN_TESTS = 12
SMALL_TESTS = 8
STRESS_INPUTS = 150

KEPT = cache_folder() / "build_mini"

PROMPT = """\
Reason about the programming problem below: find a way to solve it, argue that it is correct, and say what it costs. \
Give the reasoning only; the program is written afterwards.

{statement}

{interface}"""
STDIO_INTERFACE = "The program will read from standard input and write to standard output."
FUNCTION_INTERFACE = "The program will complete this starter code:\n\n```python\n{starter_code}\n```"

Item = TypeVar("Item")


# --- tests ------------------------------------------------------------------------------------------------------------


def as_text(protocol: Protocol, value: Any) -> str:
    """Write a generated input: stdio texts as they are, arguments as JSON, one a line."""
    if protocol is Protocol.STDIO:
        return str(value)
    return "\n".join(json.dumps(argument, separators=(",", ":")) for argument in value)


def outputs(problem: Problem, program: Path, inputs: Sequence[str], cpu_seconds: float) -> list[str]:
    """Run a program of the problem's folder that must finish on every input."""
    results = run(problem, program.read_text(encoding="utf-8"), inputs, cpu_seconds)
    verdict, message = results[-1]
    if verdict is not Verdict.PASSED:
        shown = inputs[len(results) - 1][:200]
        raise UserError(f"{where(program)} ends with {verdict} ({message}) on the input {shown!r}.")
    return [output for _, output in results]


def add_tests(problem: Problem, folder: Path) -> Problem:
    """Fill in the tests, after checking reference against brute force on them and on random small inputs."""
    generator = runpy.run_path(str(folder / "generate.py"))
    rng = random.Random(problem.question_id)
    examples = read_examples(problem, folder)
    small = [as_text(problem.protocol, value) for value in generator["edge_cases"]()]
    small += [as_text(problem.protocol, generator["random_small"](rng)) for _ in range(SMALL_TESTS)]
    large = [as_text(problem.protocol, value) for value in generator["large"](rng)]
    stress = [as_text(problem.protocol, generator["random_small"](rng)) for _ in range(STRESS_INPUTS)]

    inputs = list(dict.fromkeys([example.input for example in examples] + small + large))
    checked = list(dict.fromkeys([example.input for example in examples] + small + stress))
    solution = folder / "solution.py"
    expected = dict(zip(inputs, outputs(problem, solution, inputs, CORRECT_CPU_SECONDS), strict=True))
    reference = outputs(problem, solution, checked, CORRECT_CPU_SECONDS)
    brute_force = outputs(problem, folder / "brute_force.py", checked, BRUTE_FORCE_CPU_SECONDS)
    for given, right, brute in zip(checked, reference, brute_force, strict=True):
        if not same_output(right, brute):
            raise UserError(f"{where(folder)}: the reference says {right!r}, brute force {brute!r} on {given!r}.")
    for example in examples:
        if not same_output(expected[example.input], example.output or ""):
            raise UserError(f"{where(folder / 'problem.md')}: the example {example.input!r} has a wrong output.")
    if len(inputs) < MIN_TESTS:
        raise UserError(f"{where(folder)} has {len(inputs)} tests; {MIN_TESTS} are the least.")
    newline = "\n" if problem.protocol is Protocol.STDIO else ""
    return replace(problem, tests=tuple(TestCase(text, expected[text].strip() + newline) for text in inputs))


def failing_program_faults(problem: Problem, code: str, verdict: Verdict, name: str) -> list[str]:
    """Return a sentence if a program that must fail with ``verdict`` gets another one."""
    found = grade(problem, code, WRONG_CPU_SECONDS)
    return [] if found is verdict else [f"{name} gets {found}, not {verdict}."]


# --- folders ----------------------------------------------------------------------------------------------------------


def build_folder(
    folder: Path,
    collection: Collection,
    read: Callable[[Path], list[Item]],
    faults_of: Callable[[Problem, Item], list[str]],
) -> tuple[Problem, list[Item], list[str]]:
    """Read and check one problem folder: the problem with its tests, its pairs or triples, and the faults found.

    A folder without a fault is kept in the cache folder, and not run again while nothing it depends on changes.
    """
    try:
        items = read(folder)
        kept = KEPT / f"{folder.name}-{digest(folder)}.json"
        if kept.exists():
            return parse(Problem, json.loads(kept.read_text(encoding="utf-8")), str(kept)), items, []
        problem = add_tests(read_problem(folder, collection), folder)
        faults = [fault for item in items for fault in faults_of(problem, item)]
    except UserError as error:
        return read_problem(folder, collection), [], [str(error)]
    if not faults:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(as_jsonl([problem]), encoding="utf-8")
    return problem, items, faults


def digest(folder: Path) -> str:
    """Name what a folder's result depends on: its files, and the tools of this folder."""
    tools = [*sorted(Path(__file__).parent.glob("*mini*.py")), MINI.sources / "run_program.py"]
    files = [*tools, *sorted(path for path in folder.rglob("*") if path.suffix in (".md", ".py"))]
    contents = "".join(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n" for path in files)
    return hashlib.sha256(f"{sys.version}\n{contents}".encode()).hexdigest()[:16]


# --- emitting ---------------------------------------------------------------------------------------------------------


def prompt(problem: Problem) -> str:
    """Return the question that the reasonings answer."""
    if problem.protocol is Protocol.FUNCTION:
        interface = FUNCTION_INTERFACE.format(starter_code=problem.starter_code)
    else:
        interface = STDIO_INTERFACE
    return PROMPT.format(statement=problem.statement, interface=interface)


def packaged(problem: Problem) -> Problem:
    """Return the problem with its function tests in the data encoding, as ``contract.TestCase`` has them."""
    if problem.protocol is Protocol.STDIO:
        return problem
    encoded = [
        TestCase(encode([json.loads(line) for line in test.input.splitlines()]), encode(json.loads(test.output or "")))
        for test in problem.tests
    ]
    return replace(problem, tests=tuple(encoded))


def in_rounds(rows: Iterable[Sequence[Item]]) -> list[Item]:
    """Return every problem's first row, then every problem's second: the first N rows are about as many problems."""
    return [row for turn in zip_longest(*rows) for row in turn if row is not None]


def as_jsonl(records: Iterable[Any]) -> str:
    """Write records as JSON lines."""
    return "".join(json.dumps(to_json(record), ensure_ascii=False) + "\n" for record in records)


def write_or_compare(files: Mapping[str, str], faults: Sequence[str], check_only: bool, command: str) -> None:
    """Write the packaged files, or compare them with the committed ones; end with status 1 on a fault."""
    faults = list(faults)
    for name, content in files.items():
        path = DATA / name
        if check_only and (not path.exists() or path.read_text(encoding="utf-8") != content):
            faults.append(f"{where(path)} is not what the sources give: run python scripts/{command}.py.")
        elif not check_only and not faults:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
    fail_on(faults, command)
    sizes = [f"{name}: {content.count(chr(10))} rows, {len(content):,} characters" for name, content in files.items()]
    print(", ".join(sizes))


def fail_on(faults: Sequence[str], command: str) -> None:
    """Print the faults, and end with status 1 if there are any."""
    for fault in faults:
        print(f"{command}: {fault}", file=sys.stderr)
    if faults:
        raise SystemExit(1)


def parser(description: str) -> argparse.ArgumentParser:
    """Return the command line that both builds have."""
    command_line = argparse.ArgumentParser(description=description)
    command_line.add_argument(
        "--check", action="store_true", help="compare with the committed files; exit 1 on a difference"
    )
    return command_line
