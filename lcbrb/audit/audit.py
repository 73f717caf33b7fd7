"""The audit of a pair set: every check, and whether the set passes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from lcbrb.audit import soundness
from lcbrb.audit.checks import Check, Status
from lcbrb.audit.duplicates import near_duplicates
from lcbrb.audit.overlap import overlap
from lcbrb.audit.phrases import telltale_phrases
from lcbrb.audit.probes import THRESHOLD, probe
from lcbrb.contract import PreferencePair, to_json
from lcbrb.errors import UserError
from lcbrb.pairs.sources import PairSet

REPORT = "audit.json"
PAGE = "audit.html"


def audit(
    pair_set: PairSet,
    *,
    threshold: float = THRESHOLD,
    training: Sequence[Path] = (),
    cutoff: date | None = None,
    on_check: Callable[[Check], None] = lambda check: None,
) -> dict[str, Any]:
    """Check a pair set.

    Args:
        pair_set: the set.
        threshold: accuracy that no surface probe may exceed.
        training: files or folders of training sets to look for the set's problems in.
        cutoff: the end of a model's training data.
        on_check: is told every check as it ends.

    Returns:
        A JSON object: ``passed`` (no check failed), ``checks``, ``spread``, ``lengths`` and what the set is.

    Raises:
        UserError: a training set cannot be read, or the threshold is not between one half and one.
    """
    if not 0.5 < threshold < 1:
        raise UserError(f"A threshold of {threshold} is not between 0.5 and 1.")
    pairs = pair_set.store
    checks = []
    for check in _checks(pairs, threshold, training, cutoff):
        on_check(check)
        checks.append(check)
    return {
        "pair_set": pair_set.name,
        "revision": pair_set.revision,
        "origin": pair_set.origin,
        "notes": list(pair_set.notes),
        "pairs": len(pairs),
        "problems": len({pair.question_id for pair in pairs}),
        "threshold": threshold,
        "passed": all(check.status is not Status.FAILED for check in checks),
        "checks": [to_json(check) for check in checks],
        "spread": soundness.spread(pairs),
    }


def _checks(
    pairs: Sequence[PreferencePair], threshold: float, training: Sequence[Path], cutoff: date | None
) -> Iterator[Check]:
    yield soundness.same_sides(pairs)
    yield soundness.verdicts(pairs)
    yield from probe(pairs, threshold)
    yield telltale_phrases(pairs, threshold)
    yield from near_duplicates(pairs)
    for path in training:
        yield overlap(pairs, path)
    yield soundness.dates(pairs, cutoff)
