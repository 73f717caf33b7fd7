"""What the official checkers say of the self-test's programs: cheats that they pass, right programs that they fail.

    python benchmarks/cheats.py --official-python PYTHON --livecodebench-source LiveCodeBench --json cheats.json

The programs are the files of tests/cheats and tests/idioms, the problems those of the self-test, given to each checker
in its own form; problems with a rule that a checker does not have are left out. Ours grades the same programs beside
it. A peer that is not installed is skipped. The peers run inside our sandbox (level L3); what they do not survive there
(a program that ends their process) counts as neither passed nor failed.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from lcbrb.contract import Comparison, Problem, Protocol, Verdict
from lcbrb.errors import UserError
from lcbrb.grading import official
from lcbrb.grading.pool import grade_all
from lcbrb.grading.worker import Settings, Work
from lcbrb.sandbox import Level
from lcbrb.selftest.programs import Kind
from lcbrb.selftest.run import plan

PEERS = {"evalplus": "humaneval", "livecodebench": "livecodebench", "bigcodebench": "bigcodebench"}
"""A benchmark that each checks."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer", action="append", choices=list(PEERS), help="all by default")
    parser.add_argument("--official-python", type=Path, help="interpreter that has the peers")
    parser.add_argument("--livecodebench-source", type=Path)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--json", type=Path, help="write every verdict here")
    arguments = parser.parse_args()
    found = {}
    for name in arguments.peer or PEERS:
        try:
            peer = official.find(PEERS[name], arguments.official_python, arguments.livecodebench_source)
            work = [form for one in planned() if (form := in_form_of(name, one)) is not None]
            theirs = verdicts(work, Settings(Level.L3, peer=peer), arguments.workers)
        except UserError as error:
            print(f"{name}: skipped. {error}")
            continue
        ours = verdicts(work, Settings(Level.L3), arguments.workers)
        found[name] = {"peer": str(peer), "ours": ours, "theirs": theirs}
        show(str(peer), ours, theirs)
    if arguments.json:
        arguments.json.write_text(json.dumps(found, indent=2) + "\n")


def planned() -> Iterable[Work]:
    """Every program once; unittest code by proxy."""
    families = plan([]).work
    return [one for family, works in families.items() if family != "unittest in process" for one in works]


def in_form_of(peer: str, work: Work) -> Work | None:
    """``work`` as ``peer`` has it; None where it does not have such problems."""
    problem = work.problem
    fits = {
        "evalplus": problem.comparison in (Comparison.EVALPLUS, Comparison.EVALPLUS_POLYNOMIAL_ROOT),
        "livecodebench": problem.protocol in (Protocol.STDIO, Protocol.FUNCTION)
        and problem.comparison in (None, Comparison.VALUE),
        "bigcodebench": problem.protocol is Protocol.UNITTEST,
    }[peer]
    return dataclasses.replace(work, problem=named(problem, peer)) if fits else None


def named(problem: Problem, peer: str) -> Problem:
    """EvalPlus's rules go by the benchmark."""
    return dataclasses.replace(problem, benchmark="humaneval") if peer == "evalplus" else problem


def verdicts(work: Sequence[Work], settings: Settings, workers: int) -> dict[str, str]:
    """By kind and name of the program."""
    return {
        str(sample.sample_id) + f" ({sample.question_id})": outcome.verdict.value
        for sample, outcome in grade_all(work, workers, settings)
    }


def show(peer: str, ours: dict[str, str], theirs: dict[str, str]) -> None:
    """A row for each kind, and every program whose verdict is not what it must be."""
    out = Console(highlight=False)
    table = Table("", "programs", "ours wrong", f"{peer} wrong", "no verdict", box=None, header_style="")
    wrong: dict[str, list[str]] = defaultdict(list)
    for kind in (Kind.REFERENCE, Kind.IDIOM, Kind.STUB, Kind.CHEAT):
        names = [name for name in theirs if name.startswith(f"{kind.value}:")]
        must_pass = kind in (Kind.REFERENCE, Kind.IDIOM)
        lost = [name for name in names if theirs[name] == Verdict.INFRA_ERROR]
        wrong[kind] = [name for name in names if name not in lost and is_wrong(theirs[name], must_pass)]
        mine = sum(is_wrong(ours[name], must_pass) for name in names)
        table.add_row(kind.value, str(len(names)), str(mine), str(len(wrong[kind])), str(len(lost)))
    out.print(table)
    for names in wrong.values():
        for name in names:
            out.print(f"{name}: {theirs[name]}", soft_wrap=True, markup=False)


def is_wrong(verdict: Verdict | str, must_pass: bool) -> bool:
    """Whether a verdict is not what it must be."""
    return (verdict == Verdict.PASSED) != must_pass


if __name__ == "__main__":
    main()
