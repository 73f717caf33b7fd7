"""Compile the pair set `mini` from its readable sources, and check every promise its README makes.

    python scripts/build_mini.py            write lcbrb/pairs/data/mini.jsonl and mini_problems.jsonl
    python scripts/build_mini.py --check    compare with the committed files; exit 1 on any difference

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
    CORRECT_CPU_SECONDS,
    as_jsonl,
    build_folder,
    failing_program_faults,
    in_rounds,
    packaged,
    parser,
    prompt,
    write_or_compare,
)
from mini_programs import grade
from mini_sources import MINI, PairSource, read_pair, where

from lcbrb.contract import PreferencePair, Problem, Verdict

MAX_LENGTH_DIFFERENCE = 0.10
WORDS = (120, 350)
REJECTED_LONGER = (0.4, 0.6)


def form_faults(pair: PairSource) -> list[str]:
    """Return what tells the sides of a pair apart without reading them, one sentence each."""
    chosen, rejected = pair.chosen.reasoning, pair.rejected.reasoning
    faults = difference_faults(("chosen", chosen), ("rejected", rejected), MAX_LENGTH_DIFFERENCE)
    faults += text_faults({"chosen": chosen, "rejected": rejected}, WORDS)
    if pair.flaw in chosen + rejected:
        faults.append("the flaw's sentence stands in the text that a model reads.")
    return [f"{where(pair.path)}: {fault}" for fault in faults]


def verdict_faults(problem: Problem, pair: PairSource) -> list[str]:
    """Return a sentence for each side whose program does not get the verdict it must get."""
    faults = []
    if (verdict := grade(problem, pair.chosen.code, CORRECT_CPU_SECONDS)) is not Verdict.PASSED:
        faults.append(f"{where(pair.path)}: the chosen code gets {verdict}.")
    return faults + failing_program_faults(
        problem, pair.rejected.code, pair.verdict, f"{where(pair.path)}: the rejected code"
    )


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


def to_row(problem: Problem, pair: PairSource) -> PreferencePair:
    """Turn a source pair into the row that is packaged."""
    number = pair.path.stem.partition("-")[0]
    return PreferencePair(
        pair_id=f"{problem.question_id}/{number}",
        question_id=problem.question_id,
        prompt=({"role": "user", "content": prompt(problem)},),
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


def read_pairs(folder: Path) -> list[PairSource]:
    """Read the pairs of one problem."""
    return [read_pair(path) for path in sorted((folder / "pairs").glob("*.md"))]


def build_problem(folder: Path) -> tuple[Problem, list[PairSource], list[str]]:
    """Read and check one problem folder: the problem, its pairs, and the faults found."""
    return build_folder(
        folder, MINI, read_pairs, lambda problem, pair: form_faults(pair) + verdict_faults(problem, pair)
    )


def build() -> tuple[dict[str, str], list[str]]:
    """Return the packaged files by name, and every fault of the sources."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        built = list(pool.map(build_problem, MINI.folders()))
    faults = [fault for _, _, found in built for fault in found]
    faults += set_faults([problem for problem, _, _ in built], [pair for _, pairs, _ in built for pair in pairs])
    rows = in_rounds([to_row(problem, pair) for pair in pairs] for problem, pairs, _ in built)
    problems = [packaged(problem) for problem, _, _ in built]
    return {"mini.jsonl": as_jsonl(rows), "mini_problems.jsonl": as_jsonl(problems)}, faults


def main() -> None:
    """Build the set, or compare it with the committed files."""
    arguments = parser("Compile the pair set `mini` and check it.").parse_args()
    write_or_compare(*build(), arguments.check, "build_mini")


if __name__ == "__main__":
    main()
