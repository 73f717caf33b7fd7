"""One raw row of a data set to preference pairs, whatever form its author chose.

The forms told apart here:

- messages or plain text with an explicit ``prompt`` (TRL's explicit preference form, RewardBench, our own rows);
- no ``prompt``: it is what ``chosen`` and ``rejected`` have in common at their start (TRL's implicit form);
- whole conversations beside a ``prompt`` that repeats their question (UltraFeedback);
- ``instruction``, ``input``, ``system``, ``history`` (LLaMA-Factory's Alpaca preference form, AceCodePair);
- ``chosen`` and ``rejected`` as lists of answers (RewardBench 2, RM-Bench): every chosen against every rejected;
- ``base``, ``optimized`` and ``degraded`` (our triples): the three kinds of pairs that CRPL forms.

A row that fits none of them is refused by name: where it stands, which field, what is wrong.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import takewhile
from typing import Any

from lcbrb.contract import Message, PreferencePair, ReasoningTriple, Verdict, parse
from lcbrb.errors import UserError
from lcbrb.pairs.triples import is_triple, preference_pairs

Messages = tuple[Message, ...]

# The first of these columns that a row has and that is not null is read.
_PAIR_ID = ("pair_id", "id")
_QUESTION_ID = ("question_id", "problem_id", "prompt_id")
_PROMPT = ("prompt", "instruction", "question")
_KIND = ("kind", "subset", "domain")


def pairs_of_row(
    raw: Mapping[str, Any], where: str, default_id: str, *, identical_allowed: bool = False
) -> Iterator[PreferencePair]:
    """Yield the pair, or the pairs, that one raw row holds.

    Args:
        raw: the row, as JSON or parquet gives it.
        where: file and line or row number, for error messages.
        default_id: the pair_id when the row has none.
        identical_allowed: keep a pair whose sides are equal (a published set is read as it was published).

    Yields:
        One pair; three for a triple; for lists of answers one for each chosen and rejected answer, with
        ``/<chosen>-<rejected>`` after the pair_id (counted from 0) and one question_id, so that intervals treat them
        as one problem.

    Raises:
        UserError: the row does not fit; the message names ``where`` and the field.
    """
    if is_triple(raw):
        yield from preference_pairs(parse(ReasoningTriple, raw, where))
        return
    row = _Row(raw, where)
    chosen_answers, rejected_answers = row.answers("chosen"), row.answers("rejected")
    expands = isinstance(raw["chosen"], list) and not _is_messages(raw["chosen"])
    expands |= isinstance(raw["rejected"], list) and not _is_messages(raw["rejected"])
    pair_id, question_id = _pair_id(row) or default_id, row.identifier(_QUESTION_ID)
    columns = _columns(row)
    for first, chosen_answer in enumerate(chosen_answers):
        for second, rejected_answer in enumerate(rejected_answers):
            if chosen_answer == rejected_answer and not identical_allowed:
                raise row.error("rejected", "is identical to 'chosen', so no answer is the better one")
            prompt, chosen, rejected = _conversation(row, chosen_answer, rejected_answer, expands)
            yield PreferencePair(
                pair_id=f"{pair_id}/{first}-{second}" if expands else pair_id,
                question_id=question_id or prompt_digest(prompt),
                prompt=prompt,
                chosen=chosen,
                rejected=rejected,
                **columns,
            )


def _pair_id(row: _Row) -> str | None:
    """The row's id. RewardBench counts its rows anew in every subset, so a bare ``id`` is told apart by its subset."""
    pair_id, subset = row.identifier(_PAIR_ID), row.label("subset")
    if pair_id is None or subset is None or row.data.get("pair_id") is not None or pair_id.startswith(f"{subset}/"):
        return pair_id
    return f"{subset}/{pair_id}"


def prompt_digest(prompt: Messages) -> str:
    """The question_id of a prompt whose row names none: pairs of one prompt share it."""
    return "prompt-" + hashlib.sha256(json.dumps(prompt).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class _Row:
    """A raw row with the place it came from; every getter checks the type of what it returns."""

    data: Mapping[str, Any]
    where: str

    def error(self, field: str, problem: str) -> UserError:
        return UserError(f"{self.where}: field '{field}' {problem}.")

    def first(self, names: Sequence[str]) -> str | None:
        """The first of ``names`` that is a column of this row and not null."""
        return next((name for name in names if self.data.get(name) is not None), None)

    def checked(self, field: str, text: object) -> str:
        """``text``, if it is text that a tokenizer can read."""
        if not isinstance(text, str):
            raise self.error(field, f"must be text, not {_type_name(text)}")
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise self.error(
                field, f"holds half a surrogate pair at character {error.start}, which is no text"
            ) from None
        return text

    def text(self, field: str) -> str | None:
        value = self.data.get(field)
        return None if value is None else self.checked(field, value)

    def label(self, field: str) -> str | None:
        """A column that only slices a report: text or a number; anything else slices nothing and is passed over."""
        value = self.data.get(field)
        if _is_number(value):
            return str(value)
        return self.checked(field, value) if isinstance(value, str) else None

    def filled(self, field: str, text: object) -> str:
        """``text``, if it is more than white space."""
        checked = self.checked(field, text)
        if not checked.strip():
            raise self.error(field, "is empty")
        return checked

    def identifier(self, names: Sequence[str]) -> str | None:
        name = self.first(names)
        if name is None:
            return None
        value = self.data[name]
        return str(value) if _is_number(value) and not isinstance(value, float) else self.filled(name, value)

    def answers(self, field: str) -> list[str | Messages]:
        """The answers in ``chosen`` or ``rejected``: one, or those of a list."""
        if field not in self.data:
            raise self.error(field, f"is missing; the row has {', '.join(map(str, self.data)) or 'no columns'}")
        value = self.data[field]
        answers = value if isinstance(value, list) and not _is_messages(value) else [value]
        if not answers or value is None:
            raise self.error(field, "is empty")
        return [
            self.messages(field, answer) if _is_messages(answer) else self.filled(field, answer) for answer in answers
        ]

    def messages(self, field: str, value: Sequence[Mapping[str, Any]]) -> Messages:
        """Chat turns with a role and text content each."""
        turns: list[Message] = []
        for number, turn in enumerate(value, start=1):
            for key in ("role", "content"):
                if turn.get(key) is None:
                    raise self.error(field, f"has no '{key}' in message {number}")
            role, content = self.filled(field, turn["role"]), self.checked(field, turn["content"])
            turns.append(Message(role=role, content=content))
        return tuple(turns)


def _conversation(
    row: _Row, chosen: str | Messages, rejected: str | Messages, expands: bool
) -> tuple[Messages, Messages, Messages]:
    """Prompt and both answers as messages, the system turn first."""
    stated = row.data.get(row.first(_PROMPT) or "")
    has_prompt = bool(stated)
    if stated is not None and not has_prompt:
        raise row.error(row.first(_PROMPT) or "prompt", "is empty")
    if expands and not has_prompt:
        raise row.error("prompt", "is missing; lists of answers need one")
    if isinstance(chosen, str) and isinstance(rejected, str):
        if not has_prompt:
            start, chosen, rejected = _common_text(row, chosen, rejected)
            prompt: Messages = (_turn("user", start),)
        else:
            prompt = _prompt(row)
        sides: tuple[Messages, Messages] = (_turn("assistant", chosen),), (_turn("assistant", rejected),)
    elif isinstance(chosen, tuple) and isinstance(rejected, tuple):
        prompt, sides = _split_messages(row, chosen, rejected, has_prompt)
    else:
        raise row.error("rejected", "must have the form of 'chosen': both text, or both lists of messages")
    prompt = _with_system(row, prompt)
    _check_turns(row, prompt, *sides)
    return prompt, *sides


def _prompt(row: _Row) -> Messages:
    """The prompt of a row that states it."""
    field = row.first(_PROMPT) or "prompt"
    value = row.data[field]
    if _is_messages(value):
        return row.messages(field, value)
    text = row.filled(field, value)
    more = row.text("input") if field == "instruction" else None
    return (*_history(row), _turn("user", f"{text}\n{more}" if more else text))


def _history(row: _Row) -> Iterator[Message]:
    """Earlier turns as LLaMA-Factory's Alpaca form has them: ``history`` is a list of [instruction, answer]."""
    for exchange in row.data.get("history") or []:
        if not (isinstance(exchange, list) and len(exchange) == 2):
            raise row.error("history", "must be a list of [instruction, answer]")
        yield _turn("user", row.filled("history", exchange[0]))
        yield _turn("assistant", row.filled("history", exchange[1]))


def _common_text(row: _Row, chosen: str, rejected: str) -> tuple[str, str, str]:
    """Split texts where they begin to differ, one space earlier if there is one (as TRL's ``extract_prompt``)."""
    length = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(chosen, rejected, strict=False)))
    if length and chosen[length - 1] == " ":
        length -= 1
    if not chosen[:length].strip():
        raise row.error("prompt", "is missing, and 'chosen' and 'rejected' have no beginning in common to take it from")
    row.filled("chosen", chosen[length:])
    row.filled("rejected", rejected[length:])
    return chosen[:length], chosen[length:], rejected[length:]


def _split_messages(
    row: _Row, chosen: Messages, rejected: Messages, has_prompt: bool
) -> tuple[Messages, tuple[Messages, Messages]]:
    """Tell the prompt from the answers where sides are messages, with or without the prompt in front."""
    stated = _prompt(row) if has_prompt else ()
    if stated and chosen[0]["role"] == rejected[0]["role"] == "assistant":
        return stated, (chosen, rejected)
    same = takewhile(lambda pair: pair[0] == pair[1], zip(chosen, rejected, strict=False))
    common = tuple(first for first, _ in same)
    if not common:
        raise row.error("rejected", "does not begin with the prompt that 'chosen' begins with")
    if stated and stated[-1] not in common:
        raise row.error(row.first(_PROMPT) or "prompt", "is not the question that 'chosen' and 'rejected' begin with")
    return common, (chosen[len(common) :], rejected[len(common) :])


def _with_system(row: _Row, prompt: Messages) -> Messages:
    system = row.text("system")
    if not system or not system.strip():
        return prompt
    if prompt[0]["role"] == "system":
        raise row.error("system", "is given, and the prompt has a system turn of its own; keep one of them")
    return (_turn("system", system), *prompt)


def _check_turns(row: _Row, prompt: Messages, chosen: Messages, rejected: Messages) -> None:
    """Refuse here what chat templates would refuse later, in the middle of a run."""
    if prompt[-1]["role"] == "assistant":
        raise row.error("prompt", "ends with an assistant turn; the answers must follow a question")
    for field, side in (("chosen", chosen), ("rejected", rejected)):
        if not side:
            raise row.error(field, "is empty after the part both answers have in common")
        if side[0]["role"] != "assistant" or side[-1]["role"] != "assistant":
            raise row.error(field, "must begin and end with an assistant turn after the prompt")
        row.filled(field, side[-1]["content"])


def _columns(row: _Row) -> dict[str, Any]:
    """The columns that slice a report, and the solutions with their verdicts."""
    kind = row.first(_KIND)
    found: dict[str, Any] = {"kind": row.label(kind) if kind else None, "contest_date": _date(row)}
    for name in ("difficulty", "platform", "release", "language", "generator"):
        found[name] = row.label(name)
    for name in ("chosen_solution", "rejected_solution"):
        found[name] = row.text(name)
    for name in ("chosen_verdict", "rejected_verdict"):
        found[name] = _verdict(row, name)
    return found


def _date(row: _Row) -> date | None:
    value = row.data.get("contest_date")
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    try:
        return datetime.fromisoformat(row.checked("contest_date", value).strip()).date()
    except ValueError:
        raise row.error("contest_date", f"is not a date of the form 2025-01-31: {value!r}") from None


def _verdict(row: _Row, field: str) -> Verdict | None:
    value = row.text(field)
    try:
        return None if value is None else Verdict(value)
    except ValueError:
        raise row.error(field, f"is {value!r}, not one of {', '.join(Verdict)}") from None


def _turn(role: str, content: str) -> Message:
    return Message(role=role, content=content)


def _is_messages(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(turn, dict) for turn in value)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _type_name(value: object) -> str:
    names = {dict: "an object", list: "a list", bool: "true or false", int: "a number", float: "a number"}
    return "null" if value is None else names.get(type(value), type(value).__name__)
