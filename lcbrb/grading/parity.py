"""Compares our verdicts with the official ones: a peer's own, or those that a file of samples was published with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lcbrb.contract import Sample, Verdict, to_json
from lcbrb.errors import UserError
from lcbrb.grading.official import Peer
from lcbrb.grading.run import ROWS, GradingRun, run
from lcbrb.runs import read_rows, write_text

REPORT = "parity.json"
PUBLISHED = "published"

_EVALPLUS_SETS = ("humaneval+", "mbpp+")


@dataclass(frozen=True, slots=True)
class Theirs:
    """An official verdict: of all tests and, where it is known apart, of the base tests. None: there is none."""

    passed: bool | None
    base_passed: bool | None = None
    first_failure: int | None = None
    message: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A sample that one side passes and the other does not, in all tests or in the base tests."""

    task_id: str
    sample_id: int | str
    verdict: str
    base_verdict: str
    first_failure: int | None
    message: str
    their_passed: bool
    their_base_passed: bool | None
    their_first_failure: int | None
    their_message: str


def compare(grading: GradingRun, peer: Peer | None, output: Path) -> dict[str, Any]:
    """Grade all samples with both, and report every difference. Repeat the call to continue.

    Args:
        grading: the samples, and how we grade them.
        peer: the official checker; None for the published verdicts.
        output: gets the run folders ``ours`` and ``official``, and ``parity.json``.

    Raises:
        UserError: as ``run``; or no sample has a published verdict.
    """
    if peer is None and not any(_has_verdict(sample) for sample in grading.samples):
        raise UserError("None of the samples has a published verdict to compare with.")
    dropped = run(grading, output / "ours")["dropped"]
    ours = {_key(row): row for row in read_rows(output / "ours" / ROWS)}
    samples = [sample for sample in grading.samples if sample.question_id not in dropped]
    if peer is None:
        theirs = dict(_published(samples, grading.problems.benchmark))
    else:
        settings = replace(grading.settings, peer=peer)
        run(replace(grading, samples=samples, settings=settings), output / "official")
        theirs = dict(_official(read_rows(output / "official" / ROWS)))
    report = {
        "benchmark": grading.problems.benchmark,
        "problems": grading.problems.version,
        "against": str(peer) if peer else PUBLISHED,
        **report_of(ours, theirs, grading.problems.benchmark in _EVALPLUS_SETS),
        "dropped": dropped,
    }
    write_json(output / REPORT, report)
    return report


def report_of(
    ours: Mapping[tuple[str, int | str], Mapping[str, Any]],
    theirs: Mapping[tuple[str, int | str], Theirs],
    has_base: bool,
) -> dict[str, Any]:
    """Count how verdicts agree, and list where they do not.

    Samples that either side has no verdict on, infrastructure errors included, are counted as not compared.

    Args:
        ours: rows of ``verdicts.jsonl`` by task and sample.
        theirs: official verdicts by task and sample.
        has_base: whether verdicts of base tests are compared too.
    """
    counts: dict[str, Counter[str]] = {"all_tests": Counter(), **({"base_tests": Counter()} if has_base else {})}
    differences = []
    for key, row in ours.items():
        other = theirs.get(key, Theirs(None))
        if other.passed is None or row["verdict"] == Verdict.INFRA_ERROR:
            continue
        agreed = _count(counts["all_tests"], row["verdict"], other.passed)
        if has_base and other.base_passed is not None:
            agreed &= _count(counts["base_tests"], row["base_verdict"], other.base_passed)
        if not agreed:
            differences.append(_difference(row, other))
    compared = counts["all_tests"].total()
    tables = {name: {kind: count[kind] for kind in KINDS} for name, count in counts.items()}
    listed = [to_json(difference) for difference in differences]
    return {"compared": compared, "not_compared": len(ours) - compared, **tables, "differences": listed}


KINDS = ("both_pass", "both_fail", "only_ours_passes", "only_theirs_passes")


def _count(counts: Counter[str], verdict: str, their_passed: bool) -> bool:
    """Count one pair of verdicts; whether they agree."""
    passed = verdict == Verdict.PASSED
    if passed == their_passed:
        counts["both_pass" if passed else "both_fail"] += 1
    else:
        counts["only_ours_passes" if passed else "only_theirs_passes"] += 1
    return passed == their_passed


def _difference(row: Mapping[str, Any], other: Theirs) -> Difference:
    assert other.passed is not None
    return Difference(
        task_id=row["task_id"],
        sample_id=row["sample_id"],
        verdict=row["verdict"],
        base_verdict=row["base_verdict"],
        first_failure=row["first_failure"],
        message=row["message"],
        their_passed=other.passed,
        their_base_passed=other.base_passed,
        their_first_failure=other.first_failure,
        their_message=other.message,
    )


def _has_verdict(sample: Sample) -> bool:
    return sample.published is not None


def _published(samples: Sequence[Sample], benchmark: str) -> Iterator[tuple[tuple[str, int | str], Theirs]]:
    """Of the benchmarks without EvalPlus's tests, the base tests' verdict is the whole one."""
    for sample in samples:
        passed = sample.published
        if benchmark not in _EVALPLUS_SETS and sample.published_base is not None:
            passed = sample.published_base
        yield (sample.question_id, sample.sample_id), Theirs(passed, sample.published_base)


def _official(rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[tuple[str, int | str], Theirs]]:
    for row in rows:
        verdict, base = row["verdict"], row["base_verdict"]
        failed = verdict == Verdict.INFRA_ERROR
        yield (
            _key(row),
            Theirs(
                None if failed else verdict == Verdict.PASSED,
                None if failed else base == Verdict.PASSED,
                row["first_failure"],
                f"{verdict}: {row['message']}",
            ),
        )


def _key(row: Mapping[str, Any]) -> tuple[str, int | str]:
    return row["task_id"], row["sample_id"]


def write_json(path: Path, value: Mapping[str, Any]) -> None:
    """Write a JSON file in one step."""
    import json

    write_text(path, json.dumps(value, indent=2, ensure_ascii=False) + "\n")
