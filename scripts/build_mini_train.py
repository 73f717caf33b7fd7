"""Compile the training set `mini-train` from its readable sources, and check every promise its README makes.

    python scripts/build_mini_train.py            write lcbrb/pairs/data/mini_train.jsonl and mini_train_problems.jsonl
    python scripts/build_mini_train.py --check    compare with the committed files; exit 1 on any difference
    python scripts/build_mini_train.py ID ...     check these problems only, and write nothing

A folder that passed once is not run again while none of its files and none of these scripts changes; what it gave lies
in the cache folder (``LCBRB_CACHE``).
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from mini_form import difference_faults, text_faults
from mini_problems import (
    as_jsonl,
    build_folder,
    fail_on,
    failing_program_faults,
    in_rounds,
    packaged,
    parser,
    prompt,
    write_or_compare,
)
from mini_sources import DIMENSIONS, MINI, MINI_TRAIN, TripleSource, read_triple, where

from lcbrb.contract import Message, Problem, ReasoningTriple
from lcbrb.errors import UserError

MAX_LENGTH_DIFFERENCE = 0.10  # of optimized and degraded
MAX_LENGTH_DIFFERENCE_TO_BASE = 0.15
MAX_CODE_SPAN_DIFFERENCE = 2
WORDS = (90, 230)
LONGER = (0.4, 0.6)


def form_faults(triple: TripleSource) -> list[str]:
    """Return what tells the texts of a triple apart without reading them, one sentence each."""
    texts = {"base": triple.base, "optimized": triple.optimized, "degraded": triple.degraded.reasoning}
    base, optimized, degraded = texts.items()
    faults = text_faults(texts, WORDS)
    for one, other, length in (
        (optimized, degraded, MAX_LENGTH_DIFFERENCE),
        (base, optimized, MAX_LENGTH_DIFFERENCE_TO_BASE),
        (base, degraded, MAX_LENGTH_DIFFERENCE_TO_BASE),
    ):
        faults += difference_faults(one, other, length, MAX_CODE_SPAN_DIFFERENCE)
    for sentence in (triple.flaw, triple.improvement):
        if sentence in "\n".join(texts.values()):
            faults.append(f"the sentence {sentence!r} stands in a text that a model reads.")
    return [f"{where(triple.path)}: {fault}" for fault in faults]


def faults_of(problem: Problem, triple: TripleSource) -> list[str]:
    """Return what is wrong with one triple."""
    name = f"{where(triple.path)}: the degraded code"
    return form_faults(triple) + failing_program_faults(problem, triple.degraded.code, triple.verdict, name)


def set_faults(problems: Sequence[Problem], triples: Sequence[TripleSource]) -> list[str]:
    """Return what is wrong with the set as a whole."""
    faults = []
    kinds = {
        "optimized longer than degraded": [(triple.optimized, triple.degraded.reasoning) for triple in triples],
        "optimized longer than base": [(triple.optimized, triple.base) for triple in triples],
        "base longer than degraded": [(triple.base, triple.degraded.reasoning) for triple in triples],
    }
    for name, sides in kinds.items():
        longer = sum(len(one) > len(other) for one, other in sides) / len(sides)
        if not LONGER[0] <= longer <= LONGER[1]:
            faults.append(f"{name} in {longer:.0%} of the triples; it must be about half.")
    dates = Counter(problem.contest_date for problem in problems)
    faults += [f"{count} problems have the date {date}." for date, count in dates.items() if count > 1]
    faults += [
        f"{problem.question_id} is a problem of mini."
        for problem in problems
        if (MINI.sources / problem.question_id).exists()
    ]
    counted = Counter(text for triple in triples for text in (triple.optimized, triple.degraded.reasoning))
    faults += [f"one reasoning appears {count} times: {text[:60]!r}" for text, count in counted.items() if count > 1]
    return faults


def to_row(problem: Problem, triple: TripleSource) -> ReasoningTriple:
    """Turn a source triple into the row that is packaged."""
    return ReasoningTriple(
        triple_id=f"{problem.question_id}/{triple.dimension}",
        question_id=problem.question_id,
        dimension=triple.dimension,
        prompt=({"role": "user", "content": prompt(problem)},),
        base=answer(triple.base),
        optimized=answer(triple.optimized),
        degraded=answer(triple.degraded.reasoning),
        difficulty=problem.difficulty,
        platform=problem.platform,
        contest_date=problem.contest_date,
        release=problem.release,
        language="python",
        solution=problem.reference_solution,
        degraded_solution=triple.degraded.code,
        degraded_verdict=triple.verdict,
    )


def answer(reasoning: str) -> tuple[Message, ...]:
    """Return a reasoning as the answer to its prompt."""
    return ({"role": "assistant", "content": reasoning},)


def read_triples(folder: Path) -> list[TripleSource]:
    """Read the triples of one problem: one a dimension."""
    triples = [read_triple(path) for path in sorted((folder / "triples").glob("*.md"))]
    if sorted(triple.dimension for triple in triples) != sorted(DIMENSIONS):
        raise UserError(f"{where(folder)} must have one triple for each of {', '.join(DIMENSIONS)}.")
    return triples


def build_problem(folder: Path) -> tuple[Problem, list[TripleSource], list[str]]:
    """Read and check one problem folder: the problem, its triples, and the faults found."""
    return build_folder(folder, MINI_TRAIN, read_triples, faults_of)


def build() -> tuple[dict[str, str], list[str]]:
    """Return the packaged files by name, and every fault of the sources."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        built = list(pool.map(build_problem, MINI_TRAIN.folders()))
    faults = [fault for _, _, found in built for fault in found]
    faults += set_faults(
        [problem for problem, _, _ in built], [triple for _, triples, _ in built for triple in triples]
    )
    rows = in_rounds([to_row(problem, triple) for triple in triples] for problem, triples, _ in built)
    problems = [packaged(problem) for problem, _, _ in built]
    return {"mini_train.jsonl": as_jsonl(rows), "mini_train_problems.jsonl": as_jsonl(problems)}, faults


def main() -> None:
    """Build the set, compare it with the committed files, or check some of its problems."""
    command_line = parser("Compile the training set `mini-train` and check it.")
    command_line.add_argument("ids", nargs="*", metavar="ID", help="check these problems only, and write nothing")
    arguments = command_line.parse_args()
    if not arguments.ids:
        write_or_compare(*build(), arguments.check, "build_mini_train")
        return
    unknown = [name for name in arguments.ids if not (MINI_TRAIN.sources / name / "problem.md").is_file()]
    fail_on([f"{where(MINI_TRAIN.sources / name / 'problem.md')} is missing." for name in unknown], "build_mini_train")
    for name in arguments.ids:
        try:
            problem, triples, faults = build_problem(MINI_TRAIN.sources / name)
        except UserError as error:
            fail_on([str(error)], "build_mini_train")
        fail_on(faults, "build_mini_train")
        longer = sum(len(triple.optimized) > len(triple.degraded.reasoning) for triple in triples)
        characters = len(as_jsonl([packaged(problem)]))
        print(
            f"{name}: {len(problem.tests)} tests, {characters:,} characters; "
            f"{longer} of {len(triples)} optimized longer than degraded"
        )


if __name__ == "__main__":
    main()
