"""What a reader sees of a text without reading it: the texts of a pair or triple must have it in common."""

from __future__ import annotations

import re
from collections.abc import Mapping

HEDGES = re.compile(
    r"\b(however|wait|maybe|perhaps|probably|might|hopefully|actually|hmm|unfortunately|presumably|seems?|i think"
    r"|should be (fine|enough)|i guess|not sure|likely|apparently)\b",
    re.IGNORECASE,
)
CODE_SPANS = "code spans"


def shape(text: str) -> dict[str, int]:
    """Count paragraphs and marks."""
    lines = text.splitlines()
    return {
        "paragraphs": len(re.split(r"\n\s*\n", text)),
        "numbered lines": sum(bool(re.match(r"\d+\. ", line)) for line in lines),
        "bulleted lines": sum(line.startswith("- ") for line in lines),
        "headings": sum(line.startswith("#") for line in lines),
        "bold spans": text.count("**") // 2,
        "code blocks": text.count("```") // 2,
        CODE_SPANS: re.sub("```", "", text).count("`") // 2,
    }


def text_faults(texts: Mapping[str, str], words: tuple[int, int]) -> list[str]:
    """Return a sentence for each text, given by its name, that hedges or has not between ``words`` words."""
    faults = []
    for name, text in texts.items():
        if not words[0] <= len(text.split()) <= words[1]:
            faults.append(f"the {name} side has {len(text.split())} words, not {words[0]} to {words[1]}.")
        if hedge := HEDGES.search(text):
            faults.append(f"the {name} side hedges: '{hedge[0]}'.")
    return faults


def difference_faults(
    one: tuple[str, str], other: tuple[str, str], max_length_difference: float, max_code_spans: int = 0
) -> list[str]:
    """Return a sentence for each way in which two texts, (name, text), look different.

    Args:
        one: the first text after its name.
        other: the second.
        max_length_difference: of the longer one's characters, as a share.
        max_code_spans: by so many their numbers of code spans may differ; all other counts must be equal.
    """
    (name, text), (other_name, other_text) = one, other
    faults = []
    if abs(len(text) - len(other_text)) > max_length_difference * max(len(text), len(other_text)):
        sizes = f"{len(text)} characters are {name}, {len(other_text)} {other_name}"
        faults.append(f"{sizes}: more than {max_length_difference:.0%} apart.")
    other_shape = shape(other_text)
    for mark, count in shape(text).items():
        if abs(count - other_shape[mark]) > (max_code_spans if mark == CODE_SPANS else 0):
            faults.append(f"the {name} side has {count} {mark}, the {other_name} side {other_shape[mark]}.")
    return faults
