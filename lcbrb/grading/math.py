r"""Grades math problems: finds the answer a response settles on, and compares it with the reference answer.

The last ``\boxed{…}`` after the reasoning counts, as with MATH's own evaluator and those that followed it
(hendrycks/math, modeling/math_equivalence.py; QwenLM/Qwen2.5-Math, evaluation/parser.py). A response without one is
read by math-verify's rules: "the final answer is …", else the last formula or number of its end.

math-verify compares the two (``answers.py``), in the sandbox. Real numbers are compared by rules of our own:
math-verify rounds to six decimals, so that 6e-34 would equal 0.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from lcbrb.contract import Outcome, Problem, Verdict
from lcbrb.errors import InfraError, UserError
from lcbrb.grading.extract import Extraction, answer_region, without_thinking
from lcbrb.grading.verdicts import Failure, Usage, ended_early, outcome, printable
from lcbrb.sandbox import DriverCall, Level, Limits, Sandbox

DRIVER = Path(__file__).with_name("answers.py")
"""What a sandbox has to be opened with."""
MODULES = ("math_verify", "sympy")
"""Imported by the warm server of a run of math problems; a comparison alone takes milliseconds."""
CPU_SECONDS = 10.0
"""For one comparison. The slowest reference answer of Minerva takes about a second."""

_TAIL = 2000
"""Characters of a response without a boxed answer that are searched."""
_BRACE = re.compile(r"\\(?:boxed|fbox|framebox)\s*\{|\\.|[{}]", re.DOTALL)
_JOINED = re.compile(r"[\s$\\()\[\]]*(?:[,;&]|,?\s*(?:\\text\s*\{\s*)?(?:and|or)\b\s*\}?)[\s$\\()\[\]]*")
_LONGEST_JOINT = 40
_SHOWN = 60
_VERDICTS = {b"different": Verdict.WRONG_ANSWER, b"none": Verdict.NO_CODE}


class _Span(NamedTuple):
    """A box: where it starts, where its content starts, where it ends."""

    start: int
    inside: int
    end: int


def require() -> None:
    """See that math-verify is installed.

    Raises:
        UserError: it is not.
    """
    if find_spec("math_verify") is None:
        raise UserError(_missing("this Python"))


def extract_answer(response: str, *, thinking_open: bool = False, finish_reason: str | None = None) -> Extraction:
    r"""Find the part of a response that holds its answer: ``\boxed{…}``, or the end of a response without one.

    Several boxes that only "and", "or" or a comma separates are one answer. A response that was cut before it boxed
    anything is TRUNCATED: a number that stood there last is no answer. What this returns as code is found again when
    it is given as a response.

    Args:
        response: what the model wrote, reasoning included.
        thinking_open: whether the prompt ended with an opening mark of reasoning.
        finish_reason: "stop", "length", or None where unknown.
    """
    answered = without_thinking(response, thinking_open)
    if answered is None:
        return Extraction(None, Verdict.NO_CODE if finish_reason == "stop" else Verdict.TRUNCATED)
    text, closed = answer_region(answered)
    boxes, open_box = _boxes(text)
    if boxes:
        answer = ", ".join(box for box in boxes if box)
        return Extraction(rf"\boxed{{{answer}}}") if answer else Extraction(None, Verdict.NO_CODE)
    if finish_reason == "length" or (finish_reason is None and (open_box or closed is False)):
        return Extraction(None, Verdict.TRUNCATED)
    tail = text[-_TAIL:].strip()
    return Extraction(tail) if tail else Extraction(None, Verdict.NO_CODE)


def grade(problem: Problem, response: str, sandbox: Sandbox) -> Outcome:
    """Grade one response.

    Raises:
        InfraError: the sandbox failed.
        UserError: math-verify is missing in the interpreter that runs the programs.
    """
    level = sandbox.level.value
    found = extract_answer(response)
    if found.code is None:
        return outcome(problem.tests, Failure(0, found.verdict or Verdict.NO_CODE, "No answer."), Usage(), level)
    if sandbox.level is Level.W:
        raise UserError("Sandbox level W has no math-verify; grade math problems with --sandbox L2 or L3.")
    boxes, _ = _boxes(found.code)
    job = {
        "reference": problem.tests[0].output,
        "answer": boxes[0] if boxes else found.code,
        "boxed": bool(boxes),
        "tolerance": problem.tolerance,
    }
    execution = sandbox.run(DriverCall(DRIVER.stem, json.dumps(job).encode(), Limits(cpu_seconds=CPU_SECONDS)))
    usage = Usage().plus(execution)
    if len(execution.frames) != 1:
        ended = ended_early(0, execution)
        return outcome(problem.tests, replace(ended, message=f"Comparing the answers: {ended.message}"), usage, level)
    frame = execution.frames[0]
    if frame == b"missing":
        raise UserError(_missing("the interpreter that compares answers"))
    if frame == b"equal":
        return outcome(problem.tests, None, usage, level)
    if frame not in _VERDICTS:
        raise InfraError("The comparison of two answers ended without a result.")
    answered = f"Answered {_short(job['answer'])}, not {_short(job['reference'])}."
    message = answered if frame == b"different" else "No answer found."
    return outcome(problem.tests, Failure(0, _VERDICTS[frame], message), usage, level)


def _short(text: object) -> str:
    return printable(str(text)[-_SHOWN:])


def boxed(text: str) -> str | None:
    r"""What the last ``\boxed{…}`` of a text holds (several joined ones: all of them); None without one."""
    boxes, _ = _boxes(text)
    return ", ".join(boxes) if boxes else None


def _boxes(text: str) -> tuple[list[str], bool]:
    """The contents of the last closed box and of those joined to it; and whether the text ends inside a box."""
    spans, open_box = _spans(text)
    chosen: list[str] = []
    until: int | None = None
    for span in reversed(spans):
        if until is not None and not (until - span.end <= _LONGEST_JOINT and _JOINED.fullmatch(text, span.end, until)):
            break
        chosen.append(text[span.inside : span.end - 1].strip())
        until = span.start
    return list(dict.fromkeys(reversed(chosen))), open_box


def _spans(text: str) -> tuple[list[_Span], bool]:
    """Every box that closes, a box inside a box left out; and whether one does not. Linear in the text."""
    spans: list[_Span] = []
    opened: list[tuple[int, bool]] = []
    for brace in _BRACE.finditer(text):
        if brace[0].endswith("{") and brace[0] != r"\{":
            opened.append((brace.start(), brace[0] != "{"))
        elif brace[0] == "}" and opened:
            start, is_box = opened.pop()
            if is_box:
                while spans and spans[-1].start > start:
                    spans.pop()
                spans.append(_Span(start, text.index("{", start) + 1, brace.end()))
    return spans, any(is_box for _, is_box in opened)


def _missing(where: str) -> str:
    return f"Math problems need math-verify, which {where} does not have: pip install 'recode-bench[math]'."
