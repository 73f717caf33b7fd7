"""The driver that calls a peer's own check. Runs in the sandbox, after ``encoding`` and ``decoding``.

Its one frame is the peer's answer as JSON. Python 3.9; whatever else the peer needs is the peer's to have.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

from . import decoding


def main(data: bytes, channel: Any) -> None:
    """Run the job that ``checking.py`` wrote."""
    job = json.loads(data)
    send = channel.send
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)  # the peers print
    answer = {"evalplus": _evalplus, "bigcodebench": _bigcodebench, "livecodebench": _livecodebench}[job["peer"]](job)
    send(json.dumps(answer).encode())
    os._exit(0)


def _evalplus(job: dict[str, Any]) -> dict[str, Any]:
    """As evalplus/evaluate.py does it: get_groundtruth, then check_correctness with its default fast_check."""
    from evalplus.eval import untrusted_check
    from evalplus.eval._special_oracle import MBPP_OUTPUT_NOT_NONE_TASKS
    from evalplus.gen.util import trusted_exec

    sys.set_int_max_str_digits(0)  # for what ``decoding`` builds
    not_none = job["dataset"] == "mbpp" and job["entry_point"] in MBPP_OUTPUT_NOT_NONE_TASKS
    answer = {}
    for part, inputs in job["inputs"].items():
        arguments = [decoding.decode(text) for text in inputs]
        if job["outputs"] is None:
            expected, seconds = trusted_exec(job["reference"], arguments, job["entry_point"], True, not_none)
        else:
            expected, seconds = [decoding.decode(text) for text in job["outputs"]], [0.0] * len(arguments)
        status, details = untrusted_check(
            job["dataset"],
            job["source"],
            arguments,
            job["entry_point"],
            expected=expected,
            atol=job["tolerance"],
            ref_time=seconds,
            fast_check=True,
        )
        answer[part] = [status, [bool(passed) for passed in details]]
    return answer


def _bigcodebench(job: dict[str, Any]) -> dict[str, Any]:
    """As bigcodebench/evaluate.py does it, but for the memory limits."""
    from bigcodebench.eval import untrusted_check

    status, details = untrusted_check(
        job["source"], job["test_code"], job["entry_point"], job["megabytes"], job["megabytes"], 10, 1, 20
    )
    return {"status": status, "details": {str(test): str(trace)[-500:] for test, trace in details.items()}}


def _livecodebench(job: dict[str, Any]) -> dict[str, Any]:
    """As lcb_runner/evaluation/compute_code_generation_metrics.py does it, with the default limit of 6 seconds."""
    sys.path.insert(0, job["folder"])
    import numpy
    from lcb_runner.evaluation.compute_code_generation_metrics import evaluate_generations_by_problem

    tests = {"inputs": job["inputs"], "outputs": job["outputs"], "fn_name": job["fn_name"]}
    (results,), (metadata,) = evaluate_generations_by_problem(
        ([job["source"]], {"input_output": json.dumps(tests)}, False, 6)
    )
    passed = bool(numpy.all(numpy.array(results) > 0))  # lcb_runner/evaluation/pass_k_utils.py
    codes = [int(result) if isinstance(result, (bool, int)) else 0 for result in results]
    message = str(metadata.get("error_message") or metadata.get("error") or "")
    return {"passed": passed, "codes": codes, "message": message[-500:]}
