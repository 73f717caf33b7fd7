"""Near-duplicates: pairs that are counted twice, problems that stand under two names, sides that say the same.

Texts are compared by the Jaccard similarity of their sets of word 5-grams (Broder 1997), computed on sparse rows,
block by block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from lcbrb.audit.checks import Check, Status
from lcbrb.contract import Message, PreferencePair
from lcbrb.hashing import hash64
from lcbrb.reporting.words import count
from lcbrb.rewards.baselines import text

SIMILAR = 0.8
"""Jaccard similarity from which two texts are near-duplicates."""
SHINGLE = 5
LISTED = 20

_WORD = re.compile(r"\w+|[^\w\s]")
_BLOCK = 512


def near_duplicates(pairs: Sequence[PreferencePair]) -> Iterator[Check]:
    """Pairs alike on both sides, and problems alike in their statements."""
    chosen = set(similar([text(pair.chosen) for pair in pairs]))
    both = sorted(chosen & set(similar([text(pair.rejected) for pair in pairs]))) if chosen else []
    twins = [(pairs[first].pair_id, pairs[second].pair_id) for first, second in both]
    yield _check("near-duplicate pairs", "pair", "is alike on both sides to another", twins)

    prompts = {pair.question_id: pair.prompt for pair in pairs}
    names = list(prompts)
    found = similar([_question(prompts[name]) for name in names])
    twins = [(names[first], names[second]) for first, second in sorted(found)]
    yield _check("near-duplicate problems", "problem", "has the statement of another under a second name", twins)


def similar(texts: Sequence[str], least: float = SIMILAR) -> Iterator[tuple[int, int]]:
    """Indices ``i < j`` of every two texts whose Jaccard similarity is at least ``least``."""
    from scipy.sparse import csr_matrix

    rows = [shingles(content) for content in texts]
    columns = {shingle: place for place, shingle in enumerate({shingle for row in rows for shingle in row})}
    indices = np.array([columns[shingle] for row in rows for shingle in row], dtype=np.int64)
    sizes = np.array([len(row) for row in rows], dtype=np.int64)
    starts = np.concatenate([[0], np.cumsum(sizes)])
    matrix = csr_matrix((np.ones(len(indices), dtype=np.int32), indices, starts), shape=(len(rows), len(columns)))
    for start in range(0, len(rows), _BLOCK):
        shared = (matrix[start : start + _BLOCK] @ matrix.T).tocoo()
        first, second = shared.row + start, shared.col
        union = sizes[first] + sizes[second] - shared.data
        alike = (first < second) & (shared.data >= least * union)
        yield from zip(first[alike].tolist(), second[alike].tolist(), strict=True)


def shingles(content: str, length: int = SHINGLE) -> set[int]:
    """Hashes of the runs of ``length`` words of a text; of the whole text where it is shorter."""
    words = _WORD.findall(content.lower())
    runs = max(1, len(words) - length + 1)
    return {hash64(" ".join(words[start : start + length])) for start in range(runs)}


def _question(prompt: Sequence[Message]) -> str:
    return "\n".join(message["content"] for message in prompt if message["role"] != "system")


def _check(name: str, thing: str, what: str, twins: Sequence[tuple[str, str]]) -> Check:
    several = {member for twin in twins for member in twin}
    figures: dict[str, Any] = {"twins": len(twins), f"{thing}s": len(several), "examples": twins[:LISTED]}
    if not twins:
        return Check(name, Status.PASSED, f"No {thing} {what}.", figures)
    first, second = twins[0]
    says = f"{count(len(several), thing)} of which each {what}: '{first}' and '{second}' among them."
    return Check(name, Status.FAILED, says, figures)
