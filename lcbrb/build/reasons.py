"""Why an answer or a pair does not go on. Files hold the names in small letters, tables the words."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Unusable(StrEnum):
    """Why an answer cannot become a side of a pair."""

    NO_ANSWER = "no answer for outside reasons"
    NOT_GRADED = "not graded yet"
    INFRA_ERROR = "not graded for outside reasons"
    NO_REASONING = "does not begin with its reasoning between <think> and </think>"
    OPEN_REASONING = "its reasoning does not end"
    SHORT_REASONING = "its reasoning is shorter than the least"
    NOT_TEXT = "holds half a surrogate pair, which is no text"
    NO_CODE = "holds no code after its reasoning"
    TRUNCATED = "cut off before its code was complete"
    COMPILE_ERROR = "its code does not compile"
    TAMPERED = "its code tampers with the tests"
    DUPLICATE = "has the reasoning of an earlier answer, or nearly that of one with the same outcome"


class Unpaired(StrEnum):
    """Why a usable answer is in no candidate."""

    ALL_PASS = "every usable answer to its problem passes"
    ALL_FAIL = "every usable answer to its problem fails"
    LENGTH = "no partner left on the other side that is alike in length"
    CANDIDATE_CAP = "its problem has its candidates already"


class Unselected(StrEnum):
    """Why a candidate is no pair of the set."""

    NOT_JUDGED = "the judge has not given all its votes on it"
    UNPARSABLE = "half or more of the judge's answers on a side cannot be read"
    CHOSEN_FLAWED = "the judge does not find the chosen reasoning sound"
    REJECTED_SOUND = "the judge does not find the rejected reasoning flawed"
    CHOSEN_DISAGREES = "the chosen code does not do what its reasoning says, by the judge"
    REJECTED_DISAGREES = "the rejected code does not do what its reasoning says, by the judge"
    PROBLEM_CAP = "its problem has its pairs already"
    LENGTH_BALANCE = "its longer side is the same as in more than half of the others"
    SIZE = "the set is full"


class Unconfirmed(StrEnum):
    """Why a pair does not remain."""

    FEW_VOTES = "too few people have voted on it"
    REVIEWERS_AGAINST = "more than half of its votes name the rejected side"
    REVIEWERS_DISAGREE = "its reviewers do not agree"


_IN_WORDS: Mapping[str, str] = {
    reason.name.lower(): reason.value for reasons in (Unusable, Unpaired, Unselected, Unconfirmed) for reason in reasons
}


def say(reason: str) -> str:
    """A reason of a file in words."""
    return _IN_WORDS.get(reason, reason.replace("_", " "))
