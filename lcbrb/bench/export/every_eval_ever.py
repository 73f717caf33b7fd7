"""Every Eval Ever: ``data/recode-bench/<developer>/<model>/<uuid>.json`` and ``<uuid>_samples.jsonl``.

Source: schema 0.3.0 of evaleval/every_eval_ever (every_eval_ever/schemas/eval.schema.json and
instance_level_eval.schema.json), and the rules that ``every_eval_ever validate`` adds to it (validator/
validation_core.py: places of files, checksums, bounds). Equal folders give equal files: the UUID is a hash.
"""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from collections.abc import Iterator
from typing import Any

from lcbrb.bench.export.graded import Answer, Graded, GradedBenchmark
from lcbrb.bench.export.hub import DATASETS
from lcbrb.bench.export.text import document, jsonl
from lcbrb.contract import Problem, Protocol, Verdict
from lcbrb.errors import UserError

SCHEMA_VERSION = "0.3.0"
COLLECTION = "recode-bench"


def render(graded: Graded, evaluator: str | None) -> dict[str, str]:
    """Files by their names.

    Raises:
        UserError: the model's developer is not known, or the problems cannot be had.
    """
    developer, _, name = graded.model.strip().partition("/")
    if not re.fullmatch(r"[\w.-]+", developer) or not name or "\\" in name or ".." in name:
        raise UserError(
            f"Every Eval Ever files a model under who made it, which '{graded.model}' does not say; "
            "name the model as DEVELOPER/MODEL with --model."
        )
    timestamp = str(int(graded.finished.timestamp()))
    evaluation_id = f"{COLLECTION}/{graded.model.replace('/', '_')}/{timestamp}"
    samples = jsonl(_instances(graded, evaluation_id))
    digest = hashlib.sha256(samples.encode())
    folder = f"data/{COLLECTION}/{developer}/{name.replace('/', '_')}"
    stem = f"{folder}/{uuid.UUID(bytes=digest.digest()[:16], version=4)}"
    aggregate = {
        "schema_version": SCHEMA_VERSION,
        "evaluation_id": evaluation_id,
        "evaluation_timestamp": timestamp,
        "retrieved_timestamp": timestamp,
        "source_metadata": _source(evaluator, developer),
        "eval_library": {"name": "recode-bench", "version": graded.version},
        "model_info": _model(graded, developer),
        "evaluation_results": [_result(graded, benchmark) for benchmark in graded.with_bases],
        "detailed_evaluation_results": {
            "format": "jsonl",
            "file_path": f"{stem}_samples.jsonl",
            "hash_algorithm": "sha256",
            "checksum": digest.hexdigest(),
            "total_rows": samples.count("\n"),
        },
    }
    return {f"{stem}.json": document(aggregate), f"{stem}_samples.jsonl": samples}


def _source(evaluator: str | None, developer: str) -> dict[str, Any]:
    relationship = "other" if evaluator is None else "first_party" if evaluator == developer else "third_party"
    return {
        "source_name": "recode-bench",
        "source_type": "evaluation_run",
        "source_organization_name": evaluator or "not stated",
        "evaluator_relationship": relationship,
    }


def _model(graded: Graded, developer: str) -> dict[str, Any]:
    identity = graded.identity
    backend = identity.get("backend")
    details = {
        "deployment_type": "self_deployed" if backend in ("transformers", "vllm") else "unknown",
        "model_availability": "unknown",
    }
    details |= {name: str(identity[name]) for name in ("revision", "dtype") if identity.get(name)}
    model = {"name": graded.model, "id": graded.model, "developer": developer, "additional_details": details}
    if backend not in ("transformers", "vllm"):
        return model
    version = graded.manifest["environment"]["versions"].get(backend, "unknown")
    return model | {"inference_engine": {"name": backend, "version": version}}


def _result(graded: Graded, benchmark: GradedBenchmark) -> dict[str, Any]:
    found = benchmark.pass_at_1()
    verdicts = [benchmark.verdict(answer) for answers in benchmark.answers.values() for answer in answers]
    counts = {verdict.value: str(verdicts.count(verdict)) for verdict in Verdict if verdict in verdicts}
    return {
        "evaluation_result_id": _result_id(benchmark),
        "evaluation_name": benchmark.name,
        "source_data": {
            "dataset_name": benchmark.name,
            "source_type": "hf_dataset",
            "hf_repo": DATASETS[benchmark.name],
            "hf_split": "test",
            "samples_number": len(benchmark.answers),
            "additional_details": {"version": benchmark.version, "md5": benchmark.md5},
        },
        "metric_config": {
            "metric_id": "pass_at_k",
            "metric_name": "pass@1",
            "metric_kind": "pass_rate",
            "metric_unit": "proportion",
            "metric_parameters": {"k": 1},
            "lower_is_better": False,
            "score_type": "continuous",
            "min_score": 0.0,
            "max_score": 1.0,
        },
        "score_details": {
            "score": found.estimate,
            "details": counts,
            "uncertainty": {
                "confidence_interval": {
                    "lower": found.interval[0],
                    "upper": found.interval[1],
                    "confidence_level": 0.95,
                    "method": "Wilson",
                },
                "num_samples": len(verdicts),
            },
        },
        "generation_config": {"generation_args": _generation(graded)},
    }


def _generation(graded: Graded) -> dict[str, Any]:
    identity = graded.identity
    names = {"temperature": "temperature", "top_p": "top_p", "max_new_tokens": "max_tokens"}
    known = {theirs: identity[ours] for ours, theirs in names.items() if ours in identity}
    sandbox = {"sandbox": {"type": f"recode-bench {identity['sandbox']}"}}
    if "think_format" in identity:
        known["reasoning"] = identity["think_format"] in ("native", "answer-tags")
    return known | sandbox


def _result_id(benchmark: GradedBenchmark) -> str:
    return f"{benchmark.name}/pass@1"


def _instances(graded: Graded, evaluation_id: str) -> Iterator[dict[str, Any]]:
    """A row a sample and result: one for the base tests, where there are such, and one for all."""
    for benchmark in graded.with_bases:
        source = next(own for own in graded.benchmarks if own.answers is benchmark.answers)
        problems = graded.problems(source)
        for task, answers in benchmark.answers.items():
            problem = problems[task] if problems.outline(task).protocol is Protocol.MATH else problems.outline(task)
            for answer in answers:
                yield {
                    "schema_version": SCHEMA_VERSION,
                    "evaluation_id": evaluation_id,
                    "model_id": graded.model,
                    "evaluation_name": benchmark.name,
                    "evaluation_result_id": _result_id(benchmark),
                    **_instance(problem, answer, benchmark.verdict(answer)),
                }


def _instance(problem: Problem, answer: Answer, verdict: Verdict) -> dict[str, Any]:
    reference = [problem.tests[0].output or ""] if problem.protocol is Protocol.MATH else []
    hashed = json.dumps({"raw": problem.statement, "reference": reference}, sort_keys=True)
    row: dict[str, Any] = {
        "sample_id": problem.question_id,
        "sample_hash": hashlib.sha256(hashed.encode()).hexdigest(),
        "interaction_type": "single_turn",
        "input": {"raw": problem.statement, "reference": reference},
        "output": {"raw": [answer.written]},
        "answer_attribution": [
            {
                "turn_idx": 0,
                "source": "output.raw",
                "extracted_value": answer.code,
                "extraction_method": "custom",
                "is_terminal": True,
            }
        ],
        "evaluation": {"score": float(verdict is Verdict.PASSED), "is_correct": verdict is Verdict.PASSED},
        "metadata": {"verdict": verdict.value, "sample": str(answer.sample.sample_id), "message": answer.message},
    }
    if answer.finish_reason:
        row["metadata"]["finish_reason"] = answer.finish_reason
    if answer.prompt_tokens is not None and answer.completion_tokens is not None:
        row["token_usage"] = {
            "input_tokens": answer.prompt_tokens,
            "output_tokens": answer.completion_tokens,
            "total_tokens": answer.prompt_tokens + answer.completion_tokens,
        }
    return row
