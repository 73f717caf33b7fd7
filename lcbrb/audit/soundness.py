"""What a set says of itself: verdicts of its code, dates, and how its pairs are spread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from lcbrb.audit.checks import Check, Status
from lcbrb.contract import PreferencePair, Verdict
from lcbrb.reporting.words import count
from lcbrb.rewards.baselines import text

_LISTED = 20


def verdicts(pairs: Sequence[PreferencePair]) -> Check:
    """The chosen side's code passes, the rejected side's does not, where a set says."""
    known = [pair for pair in pairs if pair.chosen_verdict is not None or pair.rejected_verdict is not None]
    wrong = [
        pair.pair_id
        for pair in known
        if pair.chosen_verdict is not Verdict.PASSED
        or pair.rejected_verdict in (None, Verdict.PASSED, Verdict.INFRA_ERROR)
    ]
    figures = {"pairs": len(known), "wrong": len(wrong), "examples": wrong[:_LISTED]}
    if not known:
        return Check("verdicts", Status.NOT_RUN, "The set does not say whether the code of its sides passes.", figures)
    if wrong:
        says = f"{count(len(wrong), 'pair')} of {len(known):,} lack a passing chosen and a failing rejected side."
        return Check("verdicts", Status.FAILED, f"{says} '{wrong[0]}' is the first.", figures)
    return Check(
        "verdicts", Status.PASSED, f"Chosen code passes and rejected code fails in all {len(known):,}.", figures
    )


def same_sides(pairs: Sequence[PreferencePair]) -> Check:
    """Chosen and rejected differ by more than white space."""
    same = [pair.pair_id for pair in pairs if text(pair.chosen).split() == text(pair.rejected).split()]
    figures = {"pairs": len(same), "examples": same[:_LISTED]}
    if same:
        says = f"{count(len(same), 'pair')} with equal sides, '{same[0]}' the first."
        return Check("sides differ", Status.FAILED, says, figures)
    return Check("sides differ", Status.PASSED, "No pair has equal sides.", figures)


def dates(pairs: Sequence[PreferencePair], cutoff: date | None) -> Check:
    """When the problems were published, and how many a model with that training cut-off may have seen."""
    known = sorted(pair.contest_date for pair in pairs if pair.contest_date is not None)
    months = Counter(f"{day:%Y-%m}" for day in known)
    figures = {
        "dated": len(known),
        "undated": len(pairs) - len(known),
        "months": dict(sorted(months.items())),
        "cutoff": cutoff.isoformat() if cutoff else None,
        "before_cutoff": sum(day < cutoff for day in known) if cutoff else None,
    }
    if not known:
        return Check("contamination dates", Status.NOT_RUN, "No pair has a contest date.", figures)
    says = f"{count(len(known), 'pair')} from {known[0]} to {known[-1]}, {len(pairs) - len(known):,} undated."
    if cutoff is None:
        return Check("contamination dates", Status.PASSED, says, figures)
    before = sum(day < cutoff for day in known)
    status = Status.WARNING if before or len(known) < len(pairs) else Status.PASSED
    return Check("contamination dates", status, f"{says} {before:,} are before the cut-off {cutoff}.", figures)


def spread(pairs: Sequence[PreferencePair]) -> dict[str, dict[str, int]]:
    """Pairs by difficulty, platform, kind, language and generator, most first; columns with one value are left out."""
    found = {}
    for column in ("difficulty", "platform", "kind", "language", "generator"):
        counted = Counter(str(value) for pair in pairs if (value := getattr(pair, column)) is not None)
        if len(counted) > 1:
            found[column] = dict(counted.most_common())
    return found
