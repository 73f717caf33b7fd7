"""LiveCodeBench: ``<model>/Scenario.codegeneration_<n>_<temperature>.json`` and ``…_eval_all.json``.

The first is also a file for ``lcb_runner.runner.custom_evaluator --custom_output_file``, which wants an answer to every
problem of its release; the second is what ``lcb_runner.evaluation.compute_scores --eval_all_file`` and the submissions
repository read. Source: LiveCodeBench at 28fef95, lcb_runner/benchmarks/code_generation.py (insert_output,
insert_output_evaluation), lcb_runner/utils/path_utils.py, lcb_runner/evaluation/testing_util.py (error codes).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from lcbrb.bench.export.graded import Answer, Graded, GradedBenchmark
from lcbrb.bench.export.text import document
from lcbrb.contract import Verdict

_QUESTION_FIELDS = (
    *("question_title", "question_content", "platform", "question_id", "contest_id", "contest_date"),
    *("starter_code", "difficulty"),
)
_ERRORS = {
    Verdict.WRONG_ANSWER: (-2, "Wrong Answer"),
    Verdict.TIMEOUT: (-3, "Time Limit Exceeded"),
}
_OTHER_ERROR = (-4, "Runtime Error")


def render(graded: Graded) -> dict[str, str]:
    """Files by their names.

    Raises:
        UserError: LiveCodeBench is not among the benchmarks, or its problems cannot be had.
    """
    (benchmark,) = graded.of("LiveCodeBench", ("livecodebench",))
    temperature = graded.identity.get("temperature", 0.0)
    stem = f"{graded.stem}/Scenario.codegeneration_{benchmark.samples}_{temperature}"
    rows = _rows(graded, benchmark)
    plain = [{name: value for name, value in row.items() if name not in _GRADED_FIELDS} for row in rows]
    return {f"{stem}.json": document(plain), f"{stem}_eval_all.json": document(rows)}


_GRADED_FIELDS = ("graded_list", "pass@1", "metadata")


def _rows(graded: Graded, benchmark: GradedBenchmark) -> list[dict[str, Any]]:
    """A row a problem, in the order of ids as texts, which custom_evaluator.py relies on."""
    problems = graded.problems(benchmark)
    return [
        _row(problems.official_row(task), benchmark.answers[task], benchmark.rate(task))
        for task in sorted(benchmark.answers)
    ]


def _row(question: dict[str, Any], answers: Sequence[Answer], rate: float) -> dict[str, Any]:
    return {
        **{name: question.get(name, "") for name in _QUESTION_FIELDS},
        "output_list": [answer.written for answer in answers],
        "code_list": [answer.code for answer in answers],
        "graded_list": [answer.verdict is Verdict.PASSED for answer in answers],
        "pass@1": rate,
        "metadata": [_metadata(answer) for answer in answers],
    }


def _metadata(answer: Answer) -> str:
    if answer.verdict is Verdict.PASSED:
        return "{}"
    code, message = _ERRORS.get(answer.verdict, _OTHER_ERROR)
    return json.dumps({"error": answer.message, "error_code": code, "error_message": message})
