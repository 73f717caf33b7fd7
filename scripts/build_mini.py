"""Compile the pair set `mini` from its readable sources, and check every promise its README makes.

    python scripts/build_mini.py            write lcbrb/pairs/data/mini.jsonl and mini_problems.jsonl
    python scripts/build_mini.py --check    compare with the committed files; exit 1 on any difference

A folder that passed once is not run again while none of its files and neither this script changes; what it gave lies in
the cache folder (``LCBRB_CACHE``).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import re
import runpy
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import Any

from mini_programs import grade, run, same_output
from mini_sources import ROOT, SOURCES, TIME_LIMIT, PairSource, read_examples, read_pair, read_problem, where

from lcbrb.cache import cache_folder
from lcbrb.contract import PreferencePair, Problem, Protocol, TestCase, Verdict, parse, to_json
from lcbrb.errors import UserError
from lcbrb.grading.encoding import encode

DATA = ROOT / "lcbrb" / "pairs" / "data"

# LiveCodeBench stops a test after 6 s; what is right here finishes in a third of that, so that a slow machine agrees.
REJECTED_CPU_SECONDS = TIME_LIMIT
CORRECT_CPU_SECONDS = 2.0
BRUTE_FORCE_CPU_SECONDS = 20.0

# Everything that decides what a folder gives, apart from the folder.
TOOLS = (
    Path(__file__),
    *(Path(__file__).with_name(f"mini_{name}.py") for name in ("programs", "sources")),
    SOURCES / "run_program.py",
)
KEPT = cache_folder() / "build_mini"

MIN_TESTS = 12
SMALL_TESTS = 8
STRESS_INPUTS = 150
MAX_LENGTH_DIFFERENCE = 0.10
WORDS = (120, 350)
REJECTED_LONGER = (0.4, 0.6)
HEDGES = re.compile(
    r"\b(however|wait|maybe|perhaps|probably|might|hopefully|actually|hmm|unfortunately|presumably|seems?|i think"
    r"|should be (fine|enough)|i guess|not sure|likely|apparently)\b",
    re.IGNORECASE,
)
PROMPT = """\
Reason about the programming problem below: find a way to solve it, argue that it is correct, and say what it costs. \
Give the reasoning only; the program is written afterwards.

{statement}

{interface}"""
STDIO_INTERFACE = "The program will read from standard input and write to standard output."
FUNCTION_INTERFACE = "The program will complete this starter code:\n\n```python\n{starter_code}\n```"


# --- tests ------------------------------------------------------------------------------------------------------------


def as_text(protocol: Protocol, value: Any) -> str:
    """Write a generated input: stdio texts as they are, arguments as JSON, one a line."""
    if protocol is Protocol.STDIO:
        return str(value)
    return "\n".join(json.dumps(argument, separators=(",", ":")) for argument in value)


def outputs(problem: Problem, name: str, inputs: Sequence[str], cpu_seconds: float) -> list[str]:
    """Run a program of the problem's folder that must finish on every input."""
    results = run(problem, (SOURCES / problem.question_id / name).read_text(encoding="utf-8"), inputs, cpu_seconds)
    verdict, message = results[-1]
    if verdict is not Verdict.PASSED:
        shown = inputs[len(results) - 1][:200]
        raise UserError(f"mini/{problem.question_id}/{name} ends with {verdict} ({message}) on the input {shown!r}.")
    return [output for _, output in results]


def add_tests(problem: Problem) -> Problem:
    """Fill in the tests, after checking reference against brute force on them and on random small inputs."""
    generator = runpy.run_path(str(SOURCES / problem.question_id / "generate.py"))
    rng = random.Random(problem.question_id)
    examples = read_examples(problem)
    small = [as_text(problem.protocol, value) for value in generator["edge_cases"]()]
    small += [as_text(problem.protocol, generator["random_small"](rng)) for _ in range(SMALL_TESTS)]
    large = [as_text(problem.protocol, value) for value in generator["large"](rng)]
    stress = [as_text(problem.protocol, generator["random_small"](rng)) for _ in range(STRESS_INPUTS)]

    inputs = list(dict.fromkeys([example.input for example in examples] + small + large))
    checked = list(dict.fromkeys([example.input for example in examples] + small + stress))
    expected = dict(zip(inputs, outputs(problem, "solution.py", inputs, CORRECT_CPU_SECONDS), strict=True))
    reference = outputs(problem, "solution.py", checked, CORRECT_CPU_SECONDS)
    brute_force = outputs(problem, "brute_force.py", checked, BRUTE_FORCE_CPU_SECONDS)
    for given, right, brute in zip(checked, reference, brute_force, strict=True):
        if not same_output(right, brute):
            raise UserError(
                f"mini/{problem.question_id}: the reference says {right!r}, brute force {brute!r} on {given!r}."
            )
    for example in examples:
        if not same_output(expected[example.input], example.output):
            raise UserError(f"mini/{problem.question_id}/problem.md: the example {example.input!r} has a wrong output.")
    if len(inputs) < MIN_TESTS:
        raise UserError(f"mini/{problem.question_id} has {len(inputs)} tests; {MIN_TESTS} are the least.")
    newline = "\n" if problem.protocol is Protocol.STDIO else ""
    return replace(problem, tests=tuple(TestCase(text, expected[text].strip() + newline) for text in inputs))


# --- checking pairs ---------------------------------------------------------------------------------------------------


def shape(text: str) -> dict[str, Any]:
    """Count what a reader sees without reading: what both sides of a pair must have in common."""
    lines = text.splitlines()
    return {
        "paragraphs": len(re.split(r"\n\s*\n", text)),
        "numbered lines": sum(bool(re.match(r"\d+\. ", line)) for line in lines),
        "bulleted lines": sum(line.startswith("- ") for line in lines),
        "headings": sum(line.startswith("#") for line in lines),
        "bold spans": text.count("**") // 2,
        "code blocks": text.count("```") // 2,
        "code spans": re.sub("```", "", text).count("`") // 2,
    }


def form_faults(pair: PairSource) -> list[str]:
    """Return what tells the sides of a pair apart without reading them, one sentence each."""
    chosen, rejected = pair.chosen.reasoning, pair.rejected.reasoning
    faults = []
    if abs(len(chosen) - len(rejected)) > MAX_LENGTH_DIFFERENCE * max(len(chosen), len(rejected)):
        faults.append(f"{len(chosen)} characters are chosen, {len(rejected)} rejected: more than 10% apart.")
    for name, count in shape(chosen).items():
        if count != shape(rejected)[name]:
            faults.append(f"the chosen side has {count} {name}, the rejected side {shape(rejected)[name]}.")
    for side, text in (("chosen", chosen), ("rejected", rejected)):
        if not WORDS[0] <= len(text.split()) <= WORDS[1]:
            faults.append(f"the {side} side has {len(text.split())} words, not {WORDS[0]} to {WORDS[1]}.")
        if hedge := HEDGES.search(text):
            faults.append(f"the {side} side hedges: '{hedge[0]}'.")
    if pair.flaw in chosen + rejected:
        faults.append("the flaw's sentence stands in the text that a model reads.")
    return [f"{where(pair.path)}: {fault}" for fault in faults]


def verdict_faults(problem: Problem, pair: PairSource) -> list[str]:
    """Return a sentence for each side whose program does not get the verdict it must get."""
    faults = []
    if (verdict := grade(problem, pair.chosen.code, CORRECT_CPU_SECONDS)) is not Verdict.PASSED:
        faults.append(f"{where(pair.path)}: the chosen code gets {verdict}.")
    if (verdict := grade(problem, pair.rejected.code, REJECTED_CPU_SECONDS)) is not pair.verdict:
        faults.append(f"{where(pair.path)}: the rejected code gets {verdict}, not {pair.verdict}.")
    if pair.verdict is Verdict.PASSED:
        faults.append(f"{where(pair.path)}: rejected code must fail, but the verdict written there is 'passed'.")
    return faults


def set_faults(problems: Sequence[Problem], pairs: Sequence[PairSource]) -> list[str]:
    """Return what is wrong with the set as a whole."""
    faults = []
    longer = sum(len(pair.rejected.reasoning) > len(pair.chosen.reasoning) for pair in pairs) / len(pairs)
    if not REJECTED_LONGER[0] <= longer <= REJECTED_LONGER[1]:
        faults.append(f"the rejected side is the longer one in {longer:.0%} of the pairs; it must be about half.")
    dates = Counter(problem.contest_date for problem in problems)
    faults += [f"{count} problems have the date {date}." for date, count in dates.items() if count > 1]
    texts = Counter(side.reasoning for pair in pairs for side in (pair.chosen, pair.rejected))
    faults += [f"one reasoning appears {count} times: {text[:60]!r}" for text, count in texts.items() if count > 1]
    return faults


# --- emitting ---------------------------------------------------------------------------------------------------------


def to_row(problem: Problem, pair: PairSource) -> PreferencePair:
    """Turn a source pair into the row that is packaged."""
    if problem.protocol is Protocol.FUNCTION:
        interface = FUNCTION_INTERFACE.format(starter_code=problem.starter_code)
    else:
        interface = STDIO_INTERFACE
    number = pair.path.stem.partition("-")[0]
    return PreferencePair(
        pair_id=f"{problem.question_id}/{number}",
        question_id=problem.question_id,
        prompt=({"role": "user", "content": PROMPT.format(statement=problem.statement, interface=interface)},),
        chosen=({"role": "assistant", "content": pair.chosen.reasoning},),
        rejected=({"role": "assistant", "content": pair.rejected.reasoning},),
        kind=pair.kind,
        difficulty=problem.difficulty,
        platform=problem.platform,
        contest_date=problem.contest_date,
        release=problem.release,
        language="python",
        chosen_solution=pair.chosen.code,
        rejected_solution=pair.rejected.code,
        chosen_verdict=Verdict.PASSED,
        rejected_verdict=pair.verdict,
    )


def build_problem(folder: Path) -> tuple[Problem, list[PairSource], list[str]]:
    """Read and check one problem folder: the problem, its pairs, and the faults found."""
    try:
        pairs = [read_pair(path) for path in sorted((folder / "pairs").glob("*.md"))]
        kept = KEPT / f"{folder.name}-{digest(folder)}.json"
        if kept.exists():
            return parse(Problem, json.loads(kept.read_text(encoding="utf-8")), str(kept)), pairs, []
        problem = add_tests(read_problem(folder))
        faults = [fault for pair in pairs for fault in form_faults(pair) + verdict_faults(problem, pair)]
    except UserError as error:
        return read_problem(folder), [], [str(error)]
    if not faults:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(as_jsonl([problem]), encoding="utf-8")
    return problem, pairs, faults


def digest(folder: Path) -> str:
    """Name what a folder's result depends on."""
    files = [*TOOLS, *sorted(path for path in folder.rglob("*") if path.suffix in (".md", ".py"))]
    contents = "".join(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n" for path in files)
    return hashlib.sha256(f"{sys.version}\n{contents}".encode()).hexdigest()[:16]


def packaged(problem: Problem) -> Problem:
    """Return the problem with its function tests in the data encoding, as ``contract.TestCase`` has them."""
    if problem.protocol is Protocol.STDIO:
        return problem
    encoded = [
        TestCase(encode([json.loads(line) for line in test.input.splitlines()]), encode(json.loads(test.output or "")))
        for test in problem.tests
    ]
    return replace(problem, tests=tuple(encoded))


def as_jsonl(records: Iterable[Problem | PreferencePair]) -> str:
    """Write records as JSON lines."""
    return "".join(json.dumps(to_json(record), ensure_ascii=False) + "\n" for record in records)


def build() -> tuple[dict[str, str], list[str]]:
    """Return the packaged files by name, and every fault of the sources."""
    folders = sorted(path.parent for path in SOURCES.glob("*/problem.md"))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        built = list(pool.map(build_problem, folders))
    faults = [fault for _, _, found in built for fault in found]
    faults += set_faults([problem for problem, _, _ in built], [pair for _, pairs, _ in built for pair in pairs])
    # Every problem's first pair, then every problem's second: the first N rows are about as many problems.
    rounds = zip_longest(*([to_row(problem, pair) for pair in pairs] for problem, pairs, _ in built))
    rows = [row for turn in rounds for row in turn if row is not None]
    problems = [packaged(problem) for problem, _, _ in built]
    return {"mini.jsonl": as_jsonl(rows), "mini_problems.jsonl": as_jsonl(problems)}, faults


def main() -> None:
    """Build the set, or compare it with the committed files."""
    parser = argparse.ArgumentParser(description="Compile the pair set `mini` and check it.")
    parser.add_argument("--check", action="store_true", help="compare with the committed files; exit 1 on a difference")
    check_only = parser.parse_args().check
    files, faults = build()
    for name, content in files.items():
        path = DATA / name
        if check_only and (not path.exists() or path.read_text(encoding="utf-8") != content):
            faults.append(f"{where(path)} is not what the sources give: run python scripts/build_mini.py.")
        elif not check_only and not faults:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
    for fault in faults:
        print(f"build_mini: {fault}", file=sys.stderr)
    if faults:
        raise SystemExit(1)
    print(
        ", ".join(
            f"{name}: {content.count(chr(10))} rows, {len(content):,} characters" for name, content in files.items()
        )
    )


if __name__ == "__main__":
    main()
