"""lm-evaluation-harness: ``<model>/results_<time>.json`` and ``<model>/samples_<task>_<time>.jsonl``.

Source: lm_eval 0.4.13, lm_eval/result_schema.py (fields), lm_eval/loggers/evaluation_tracker.py (names of files,
hashes, form of a sample). Tasks have the harness's own names where it has the benchmark; its graders are others, so
that ``git_hash`` is empty and ``config.evaluator`` says who graded.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from typing import Any

from lcbrb.bench.export.graded import Answer, Graded, GradedBenchmark
from lcbrb.bench.export.text import document, jsonl
from lcbrb.bench.prompts import PromptStyle, ThinkFormat, request
from lcbrb.contract import Problem, Protocol

TASKS = {"humaneval+": "humaneval_plus", "mbpp+": "mbpp_plus", "math500": "hendrycks_math500"}
"""The harness's names where they differ from ours (lm_eval/tasks)."""

_METRIC = "pass@1"


def render(graded: Graded) -> dict[str, str]:
    """Files by their names.

    Raises:
        UserError: the problems cannot be had.
    """
    folder = re.sub(r"[\"<>:/|\\?*\[\]]+", "__", graded.model)  # lm_eval/utils.py, sanitize_model_name
    time = graded.finished.replace(tzinfo=None).isoformat(timespec="microseconds").replace(":", "-")
    samples = {_task(benchmark): _samples(graded, benchmark) for benchmark in graded.benchmarks}
    hashes = {
        task: _hash("".join(row["doc_hash"] + row["prompt_hash"] + row["target_hash"] for row in rows))
        for task, rows in samples.items()
    }
    files = {f"{folder}/results_{time}.json": document({**_results(graded, folder), "task_hashes": hashes})}
    return files | {f"{folder}/samples_{task}_{time}.jsonl": jsonl(rows) for task, rows in samples.items()}


def _task(benchmark: GradedBenchmark) -> str:
    return re.sub(r"\W", "_", TASKS.get(benchmark.name, benchmark.name))


def _results(graded: Graded, folder: str) -> dict[str, Any]:
    identity = graded.identity
    tasks = {_task(benchmark): benchmark for benchmark in graded.with_bases}
    names = list(tasks)
    return {
        "results": {name: _figures(name, benchmark) for name, benchmark in tasks.items()},
        "group_subtasks": {name: [] for name in names},
        "configs": {name: _config(graded, name, benchmark) for name, benchmark in tasks.items()},
        "versions": {name: benchmark.version for name, benchmark in tasks.items()},
        "n-shot": dict.fromkeys(names, 0),
        "higher_is_better": {name: {_METRIC: True} for name in names},
        "n-samples": {
            name: {"original": len(benchmark.answers), "effective": len(benchmark.answers)}
            for name, benchmark in tasks.items()
        },
        "config": {
            "model": identity.get("backend", "unknown"),
            "model_args": f"pretrained={graded.model}",
            "gen_kwargs": _generation(graded),
            "random_seed": identity.get("seed"),
            "evaluator": f"recode-bench {graded.version}, sandbox {identity['sandbox']}",
        },
        "git_hash": None,
        "date": graded.finished.timestamp(),
        "model_source": identity.get("backend", "unknown"),
        "model_name": graded.model,
        "model_name_sanitized": folder,
    }


def _figures(name: str, benchmark: GradedBenchmark) -> dict[str, Any]:
    """The standard error is that of a mean over tasks, at the effective size that the interval has too."""
    found = benchmark.pass_at_1()
    error = (found.estimate * (1 - found.estimate) / found.effective_n) ** 0.5
    return {
        "alias": name,
        "sample_len": len(benchmark.answers),
        f"{_METRIC},none": found.estimate,
        f"{_METRIC}_stderr,none": error,
    }


def _config(graded: Graded, name: str, benchmark: GradedBenchmark) -> dict[str, Any]:
    return {
        "task": name,
        "output_type": "generate_until",
        "num_fewshot": 0,
        "repeats": benchmark.samples,
        "generation_kwargs": _generation(graded),
        "metadata": {"version": benchmark.version, "md5": benchmark.md5},
    }


def _generation(graded: Graded) -> dict[str, Any]:
    """The harness's names of the sampling settings."""
    names = {"temperature": "temperature", "top_p": "top_p", "max_new_tokens": "max_gen_toks"}
    known = {theirs: graded.identity[ours] for ours, theirs in names.items() if ours in graded.identity}
    return known | ({"do_sample": known["temperature"] > 0} if "temperature" in known else {})


def _samples(graded: Graded, benchmark: GradedBenchmark) -> list[dict[str, Any]]:
    problems = graded.problems(benchmark)
    places = {task: place for place, task in enumerate(problems)}
    rows = []
    for task, answers in benchmark.answers.items():
        problem = problems[task] if problems.outline(task).protocol is Protocol.MATH else problems.outline(task)
        rows.append(_sample(graded, problem, places[task], answers) | {_METRIC: benchmark.rate(task)})
    return rows


def _sample(graded: Graded, problem: Problem, place: int, answers: Sequence[Answer]) -> dict[str, Any]:
    """A document. What code has to produce is not shown: LiveCodeBench's hidden tests are megabytes."""
    target = (problem.tests[0].output or "") if problem.protocol is Protocol.MATH else ""
    document_row = {"task_id": problem.question_id, "prompt": problem.statement, "entry_point": problem.entry_point}
    prompt = _prompt(graded, problem)
    return {
        "doc_id": place,
        "doc": document_row,
        "target": target,
        "arguments": {"gen_args_0": {"arg_0": prompt, "arg_1": _generation(graded)}},
        "resps": [[answer.written for answer in answers]],
        "filtered_resps": [answer.code for answer in answers],
        "filter": "none",
        "metrics": [_METRIC],
        "verdicts": [answer.verdict.value for answer in answers],
        "doc_hash": _hash(json.dumps(document_row, indent=2)),
        "prompt_hash": _hash(prompt),
        "target_hash": _hash(target),
    }


def _prompt(graded: Graded, problem: Problem) -> str:
    """What a run asked; of samples made elsewhere nothing but the statement is known."""
    if "prompts" not in graded.identity:
        return problem.statement
    asked = request(problem, PromptStyle(graded.identity["prompts"]), ThinkFormat(graded.identity["think_format"]))
    return asked.text or json.dumps(list(asked.messages))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
