"""A peer's side of ``grading.py``: runs in the interpreter that has the peer, and imports nothing of ours.

    python grading_peers.py JOB.json

Reads the job, makes ready, and says so with an empty line; then grades all samples once for each line it reads, the
way the peer's own ``evaluate`` does, and answers with a line of JSON: seconds, CPU seconds of all processes, verdicts,
peak memory of a process.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from typing import Any


class EvalPlus:
    """evalplus/evaluate.py: ``check_correctness`` on a process pool; expected outputs are there."""

    def __init__(self, job: dict[str, Any]) -> None:
        os.environ["HUMANEVAL_OVERRIDE_PATH"] = os.environ["MBPP_OVERRIDE_PATH"] = job["data"]  # read at import
        from evalplus.data import get_human_eval_plus, get_mbpp_plus
        from evalplus.eval._special_oracle import MBPP_OUTPUT_NOT_NONE_TASKS
        from evalplus.gen.util import trusted_exec

        self.dataset = job["dataset"]
        problems = get_mbpp_plus() if self.dataset == "mbpp" else get_human_eval_plus()
        self.problems = {task: problems[task] for task, _, _ in job["samples"]}
        self.expected: dict[str, dict[str, Any]] = {}
        for task, problem in self.problems.items():
            not_none = self.dataset == "mbpp" and problem["entry_point"] in MBPP_OUTPUT_NOT_NONE_TASKS
            reference = problem["prompt"] + problem["canonical_solution"]
            outputs = self.expected[task] = {}
            for part in ("base", "plus"):
                outputs[part], outputs[f"{part}_time"] = trusted_exec(
                    reference, problem[f"{part}_input"], problem["entry_point"], True, not_none
                )

    def grade(self, samples: list[tuple[str, Any, str]], workers: int) -> list[bool]:
        """Whether each passed."""
        from evalplus.evaluate import check_correctness

        with ProcessPoolExecutor(workers) as pool:
            futures = [
                pool.submit(
                    check_correctness, self.dataset, 0, self.problems[task], code, self.expected[task], False, True
                )
                for task, _, code in samples
            ]
            results = [future.result() for future in futures]
        return [result["base"][0] == result["plus"][0] == "pass" for result in results]


class LiveCodeBench:
    """lcb_runner/evaluation/compute_code_generation_metrics.py: ``evaluate_generations``."""

    def __init__(self, job: dict[str, Any]) -> None:
        sys.path.insert(0, job["folder"])
        self.tests = {task: {"input_output": json.dumps(tests)} for task, tests in job["tests"].items()}

    def grade(self, samples: list[tuple[str, Any, str]], workers: int) -> list[bool]:
        """Whether each passed."""
        import numpy
        from lcb_runner.evaluation.compute_code_generation_metrics import evaluate_generations

        tests = [self.tests[task] for task, _, _ in samples]
        results, _ = evaluate_generations(tests, [[code] for _, _, code in samples], False, workers, 6)
        return [bool(numpy.all(numpy.array(results[place][0]) > 0)) for place in range(len(samples))]


class BigCodeBench:
    """bigcodebench/evaluate.py: ``check_correctness`` on a process pool, with its default limits."""

    def __init__(self, job: dict[str, Any]) -> None:
        self.tasks = job["tests"]

    def grade(self, samples: list[tuple[str, Any, str]], workers: int) -> list[bool]:
        """Whether each passed."""
        from bigcodebench.eval import untrusted_check

        with ProcessPoolExecutor(workers) as pool:
            futures = []
            for task, _, code in samples:
                tests = self.tasks[task]
                futures.append(
                    pool.submit(
                        untrusted_check,
                        tests["preamble"] + code,
                        tests["test_code"],
                        tests["entry_point"],
                        30 * 1024,
                        30 * 1024,
                        10,
                        1,
                        20,
                    )
                )
            return [future.result()[0] == "pass" for future in futures]


PEERS: dict[str, type[EvalPlus] | type[LiveCodeBench] | type[BigCodeBench]] = {
    "evalplus": EvalPlus,
    "livecodebench": LiveCodeBench,
    "bigcodebench": BigCodeBench,
}


def main() -> None:
    with open(sys.argv[1]) as file:  # noqa: PTH123
        job = json.load(file)
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # the peers print
    peer = PEERS[job["peer"]](job)
    samples = [tuple(sample) for sample in job["samples"]]
    print(file=answers, flush=True)
    for _ in sys.stdin:
        started, cpu = time.perf_counter(), cpu_seconds()
        passed = peer.grade(samples, job["workers"])
        found = {
            "seconds": time.perf_counter() - started,
            "cpu_seconds": cpu_seconds() - cpu,
            "passed": passed,
            "memory": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss << 10,
        }
        print(json.dumps(found), file=answers, flush=True)


def cpu_seconds() -> float:
    """CPU time of this process and of all below it that have ended."""
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


if __name__ == "__main__":
    main()
