"""BigCodeBench: ``…-sanitized_calibrated.jsonl``, ``…_eval_results.json`` and ``…_pass_at_k.json``.

Source: bigcodebench 0.2.5, bigcodebench/evaluate.py (evaluate: names, fields, calibration) and
bigcodebench/generate.py (run_codegen: names of sample files).
"""

from __future__ import annotations

from lcbrb.bench.export.evalplus import sample_row, status
from lcbrb.bench.export.graded import Graded, GradedBenchmark, whole_program
from lcbrb.bench.export.text import document, jsonl
from lcbrb.contract import Verdict
from lcbrb.statistics import pass_at_k

BENCHMARKS = ("bigcodebench", "bigcodebench-hard")
_KS = (1, 5, 10)


def render(graded: Graded) -> dict[str, str]:
    """Files by their names.

    Raises:
        UserError: BigCodeBench is not among the benchmarks, or its problems cannot be had.
    """
    files = {}
    split = str(graded.identity.get("split", "complete"))
    for benchmark in graded.of("BigCodeBench", BENCHMARKS):
        backend = graded.identity.get("backend", "unknown")
        temperature = graded.identity.get("temperature", "unknown")
        settings = f"{backend}-{temperature}-{benchmark.samples}"
        stem = f"{graded.stem}--{benchmark.name}-{split}--{settings}-sanitized_calibrated"
        rows = (sample_row(answer) for answers in benchmark.answers.values() for answer in answers)
        files[f"{stem}.jsonl"] = jsonl(rows)
        files[f"{stem}_eval_results.json"] = document(_results(graded, benchmark))
        files[f"{stem}_pass_at_k.json"] = document(_pass_at_k(graded, benchmark, split))
    return files


def _results(graded: Graded, benchmark: GradedBenchmark) -> dict[str, object]:
    problems = graded.problems(benchmark)
    return {
        "date": graded.finished.strftime("%Y-%m-%d %H:%M"),
        "eval": {
            task: [
                {
                    "task_id": task,
                    "solution": whole_program(problems, answer),
                    "status": status(answer.verdict),
                    "details": {} if answer.verdict is Verdict.PASSED else {"ALL": answer.message},
                }
                for answer in answers
            ]
            for task, answers in benchmark.answers.items()
        },
    }


def _pass_at_k(graded: Graded, benchmark: GradedBenchmark, split: str) -> dict[str, object]:
    """Tasks whose reference fails here are not among those graded, so that ``gt_pass_rate`` is 1."""
    counts = [
        (len(answers), sum(answer.verdict is Verdict.PASSED for answer in answers))
        for answers in benchmark.answers.values()
    ]
    least = min(total for total, _ in counts)
    return {
        **{f"pass@{k}": sum(pass_at_k(*count, k) for count in counts) / len(counts) for k in _KS if k <= least},
        "model": graded.stem,
        "split": split,
        "subset": "hard" if benchmark.name.endswith("-hard") else "full",
        "calibrated": True,
        "gt_pass_rate": 1.0,
        "failed_tasks": [],
    }
