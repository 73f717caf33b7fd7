"""The Hugging Face hub: ``.eval_results/<benchmark>.yaml``, for a pull request on the model's repository.

Source: huggingface.co/docs/hub/eval-results; ``huggingface_hub.EvalResultEntry``. Values are percentages. The hub shows
them on the page of a data set that is registered as a benchmark (it has an ``eval.yaml``, whose ``task_id`` counts).
"""

from __future__ import annotations

from lcbrb.bench.export.graded import Graded, GradedBenchmark

DATASETS = {
    "humaneval": "openai/openai_humaneval",
    "humaneval+": "evalplus/humanevalplus",
    "mbpp": "google-research-datasets/mbpp",
    "mbpp+": "evalplus/mbppplus",
    "livecodebench": "livecodebench/code_generation_lite",
    "bigcodebench": "bigcode/bigcodebench",
    "bigcodebench-hard": "bigcode/bigcodebench-hard",
    "math500": "HuggingFaceH4/MATH-500",
    "minerva": "math-ai/minervamath",
    "aime24": "HuggingFaceH4/aime_2024",
    "aime25": "math-ai/aime25",
}
"""Data sets of the benchmarks on the hub."""
TASK_ID = "default"
"""What a benchmark with one task usually calls it."""


def render(graded: Graded) -> dict[str, str]:
    """Files by their names."""
    import yaml
    from huggingface_hub import EvalResultEntry, eval_result_entries_to_yaml

    files = {}
    for benchmark in graded.with_bases:
        entry = EvalResultEntry(
            dataset_id=DATASETS[benchmark.name],
            task_id=TASK_ID,
            value=round(100 * benchmark.pass_at_1().estimate, 2),
            date=graded.finished.date().isoformat(),
            notes=_notes(graded, benchmark),
        )
        text = yaml.safe_dump(eval_result_entries_to_yaml([entry]), sort_keys=False, allow_unicode=True, width=1000)
        files[f".eval_results/{benchmark.name.replace('+', '-plus')}.yaml"] = text
    return files


def _notes(graded: Graded, benchmark: GradedBenchmark) -> str:
    found = benchmark.pass_at_1()
    low, high = (100 * end for end in found.interval)
    facts = [
        f"pass@1, 95% interval {low:.1f} to {high:.1f}",
        f"{len(benchmark.answers)} problems of {benchmark.version}",
        f"{benchmark.samples} sample{'s' if benchmark.samples > 1 else ''} a problem",
    ]
    identity = graded.identity
    if "temperature" in identity:
        facts.append(f"temperature {identity['temperature']}")
    days = [str(identity[name]) for name in ("start_date", "end_date") if identity.get(name)]
    if benchmark.name == "livecodebench" and days:
        facts.append(f"contests of {' to '.join(days)}")
    facts.append(f"recode-bench {graded.version}, sandbox {identity['sandbox']}")
    return "; ".join(facts)
