"""Every record that crosses a boundary between parts, or between a run and a file.

The records are plain frozen dataclasses: they carry no behaviour beyond (de)serialisation and import nothing
heavy. Files hold them as JSON objects with the same field names. ``parse`` validates untrusted input through
pydantic and reports the first field that does not fit.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeVar

from typing_extensions import TypedDict  # pydantic reads typing's own only from Python 3.12 on

from lcbrb.errors import UserError


class Message(TypedDict):
    """One chat turn, in the form chat templates and TRL read."""

    role: str
    content: str


class Protocol(StrEnum):
    """How a program is run against its tests."""

    FUNCTION = "function"
    STDIO = "stdio"
    UNITTEST = "unittest"
    MATH = "math"


class Verdict(StrEnum):
    """What grading says of one program. ``INFRA_ERROR`` is counted and shown, never averaged in."""

    PASSED = "passed"
    WRONG_ANSWER = "wrong_answer"
    RUNTIME_ERROR = "runtime_error"
    COMPILE_ERROR = "compile_error"
    TIMEOUT = "timeout"
    MEMORY_LIMIT = "memory_limit"
    OUTPUT_LIMIT = "output_limit"
    NO_CODE = "no_code"
    TRUNCATED = "truncated"
    TAMPERED = "tampered"
    INFRA_ERROR = "infra_error"


class Comparison(StrEnum):
    """How an answer is judged. ``grading/compare.py`` holds every rule with its source."""

    LINES = "lines"
    VALUE = "value"
    EQUAL = "equal"
    EVALPLUS = "evalplus"
    EVALPLUS_SET = "evalplus_set"
    EVALPLUS_NOT_NONE = "evalplus_not_none"
    EVALPLUS_POLYNOMIAL_ROOT = "evalplus_polynomial_root"
    EVALPLUS_EQUAL_DIVISOR_SUMS = "evalplus_equal_divisor_sums"
    EVALPLUS_DIGIT_DISTANCE = "evalplus_digit_distance"
    EVALPLUS_PYRAMID_SURFACE = "evalplus_pyramid_surface"
    CLOSE_LINES = "close_lines"
    CLOSE_VALUE = "close_value"
    ANY_ORDER = "any_order"
    DIRECTED_CYCLE = "directed_cycle"
    ABC_PUZZLE = "abc_puzzle"
    POTIONS = "potions"
    THREE_CUBES = "three_cubes"
    ZERO_SUM = "zero_sum"
    SWAP_SORT = "swap_sort"
    TRIPLE_SUM = "triple_sum"
    WRONG_SUM = "wrong_sum"


class Mode(StrEnum):
    """How a program was run against unittest code (``grading/unittests/``). Verdicts of IN_PROCESS are no rewards."""

    PROXY = "proxy"
    """The tests in a process of their own, the program in another."""
    IN_PROCESS = "in_process"
    """Both in one process, where a program can in the end do what it likes with the tests."""


@dataclass(frozen=True, slots=True)
class TestCase:
    """One test of a problem.

    stdio: ``input`` and ``output`` are the texts of stdin and stdout. function: ``input`` is the list of
    arguments and ``output`` the value to return, both as text of the data encoding (``grading/encoding.py``:
    JSON, with tuples, sets and the like tagged). ``output`` is None where the reference solution has to say it
    (EvalPlus). ``plus`` marks the tests that EvalPlus added to a benchmark's own.
    """

    __test__ = False  # pytest: not a test class

    input: str
    output: str | None
    plus: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """A programming problem with what decides it: ``tests``, or ``test_code`` for unittest problems.

    ``comparison`` None means the protocol's own rule: LINES for stdio, VALUE for function. ``tolerance`` belongs
    to the rule. A sample given as a completion is graded as ``completion_prefix + completion``; ``preamble`` goes
    before every unittest solution (BigCodeBench calls this calibration). ``time_limit`` is in seconds of CPU time
    for a test (unittest: for all of them), None where the reference solution's own time decides.
    ``reference_solution`` is a whole program. ``mode`` is how unittest code is run, by proxy where it is None.
    ``objects``: by proxy, what its tests may ask of objects that a program hands them, as in ``Outcome``; None for
    what they ask of the reference solution's.
    """

    question_id: str
    benchmark: str
    statement: str
    protocol: Protocol
    tests: tuple[TestCase, ...]
    starter_code: str = ""
    entry_point: str | None = None
    difficulty: str | None = None
    platform: str | None = None
    contest_date: date | None = None
    release: str | None = None
    reference_solution: str | None = None
    comparison: Comparison | None = None
    tolerance: float = 0.0
    completion_prefix: str = ""
    preamble: str = ""
    test_code: str | None = None
    libraries: tuple[str, ...] = ()
    time_limit: float | None = None
    mode: Mode | None = None
    objects: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Sample:
    """One program to grade, as a file of samples or a model gave it.

    Exactly one of ``solution`` (a whole program) and ``completion`` (continues the problem's prompt) is set.
    ``sample_id`` is the one the file gave, else the running number among the task's samples. The published
    verdicts are those of the file, where it has any: ``published_base`` of EvalPlus's base tests alone.
    """

    question_id: str
    sample_id: int | str
    solution: str | None = None
    completion: str | None = None
    published: bool | None = None
    published_base: bool | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What grading found out about one program.

    The tests are run in order and end at the first that fails: ``tests_passed`` counts those before it, and
    ``first_failure`` is its place, counted from 0 (None where all passed, or none was the cause). ``base_verdict``
    is that of a benchmark's own tests, without those that EvalPlus added. ``seconds`` is CPU time,
    ``peak_memory`` in bytes, of the largest process, its interpreter included. ``sandbox`` is the isolation level.
    ``message`` is short, and safe to print. ``mode`` is None but for unittest problems; ``objects`` is what the tests
    of a program that passed by proxy asked of its objects that are no data: "matplotlib.get_title", by package.
    """

    verdict: Verdict
    base_verdict: Verdict
    tests_passed: int
    tests_total: int
    first_failure: int | None = None
    seconds: float = 0.0
    peak_memory: int = 0
    sandbox: str = ""
    message: str = ""
    mode: Mode | None = None
    objects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PreferencePair:
    """Two answers to one prompt, of which ``chosen`` is the better.

    ``prompt``, ``chosen`` and ``rejected`` are messages, as TRL's conversational preference form has them.
    In LCB-RB ``chosen`` and ``rejected`` hold the reasoning only; the code it led to travels as
    ``chosen_solution`` and ``rejected_solution``, with the verdict each got.
    """

    pair_id: str
    question_id: str
    prompt: tuple[Message, ...]
    chosen: tuple[Message, ...]
    rejected: tuple[Message, ...]
    kind: str | None = None
    difficulty: str | None = None
    platform: str | None = None
    contest_date: date | None = None
    release: str | None = None
    language: str | None = None
    generator: str | None = None
    chosen_solution: str | None = None
    rejected_solution: str | None = None
    chosen_verdict: Verdict | None = None
    rejected_verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class ReasoningTriple:
    """Three reasonings about one problem, from which CRPL forms its preference pairs (paper, CRPL data).

    ``optimized`` and ``degraded`` are rewrites of ``base`` along one ``dimension``: factual_accuracy, logical_rigor or
    logical_coherence. ``prompt`` and the reasonings are messages, as in a preference pair. ``solution`` is a program
    that base and optimized lead to; ``degraded_solution`` follows the degraded reasoning and got ``degraded_verdict``.
    """

    triple_id: str
    question_id: str
    dimension: str
    prompt: tuple[Message, ...]
    base: tuple[Message, ...]
    optimized: tuple[Message, ...]
    degraded: tuple[Message, ...]
    difficulty: str | None = None
    platform: str | None = None
    contest_date: date | None = None
    release: str | None = None
    language: str | None = None
    generator: str | None = None
    solution: str | None = None
    degraded_solution: str | None = None
    degraded_verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class PairScore:
    """One row of ``scores.jsonl``: what a reward model gave both sides of a pair.

    Scores are None exactly when ``infra_error`` says why there are none. ``score_chosen_swapped`` and
    ``score_rejected_swapped`` hold a pairwise judge's scores with the sides shown in the other order;
    ``score_chosen`` and ``score_rejected`` are then the means over both orders. Lengths are in characters of
    the answer; tokens are those of the whole scored sequence. The row repeats the pair's slice columns, so
    that every figure of a report can be recomputed from the rows alone.
    """

    pair_id: str
    question_id: str
    score_chosen: float | None
    score_rejected: float | None
    length_chosen: int
    length_rejected: int
    tokens_chosen: int | None = None
    tokens_rejected: int | None = None
    truncated_chosen: bool = False
    truncated_rejected: bool = False
    score_chosen_swapped: float | None = None
    score_rejected_swapped: float | None = None
    parse_failures: int = 0
    infra_error: str | None = None
    kind: str | None = None
    difficulty: str | None = None
    platform: str | None = None
    contest_date: date | None = None
    language: str | None = None

    @staticmethod
    def of(pair: PreferencePair, score_chosen: float | None, score_rejected: float | None, **more: Any) -> PairScore:
        """Build the row of ``pair``, copying its slice columns and measuring both answers."""
        return PairScore(
            pair_id=pair.pair_id,
            question_id=pair.question_id,
            score_chosen=score_chosen,
            score_rejected=score_rejected,
            length_chosen=sum(len(message["content"]) for message in pair.chosen),
            length_rejected=sum(len(message["content"]) for message in pair.rejected),
            kind=pair.kind,
            difficulty=pair.difficulty,
            platform=pair.platform,
            contest_date=pair.contest_date,
            language=pair.language,
            **more,
        )


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a run folder was made from.

    ``identity`` holds everything that decides the numbers: a run folder continues only under an equal
    identity. ``environment`` records versions and hardware and is never compared.
    """

    kind: str
    identity: Mapping[str, Any]
    environment: Mapping[str, Any]


Record = TypeVar("Record")


def to_json(record: Any) -> dict[str, Any]:
    """Turn a record into a JSON object: enums by value, dates in ISO form, None kept."""
    fields = dataclasses.asdict(record)
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in fields.items()}


@lru_cache
def _adapter(record_type: Any) -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(record_type)


def parse(record_type: type[Record], data: object, where: str) -> Record:
    """Build a ``record_type`` from untrusted ``data``.

    Raises:
        UserError: naming ``where``, the field and what is wrong with it.
    """
    from pydantic import ValidationError

    try:
        record: Record = _adapter(record_type).validate_python(data)  # type: ignore[arg-type]  # types are hashable
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "the whole row"
        raise UserError(f"{where}: field '{field}': {first['msg']}.") from None
    return record
