"""Has a peer check a program, and puts its answer into our terms. Never used as a reward."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

from lcbrb.contract import Outcome, Problem, Protocol, Sample, Verdict
from lcbrb.errors import InfraError, UserError
from lcbrb.grading import decoding, peer_checks
from lcbrb.grading.calling import ENCODING_DRIVERS
from lcbrb.grading.official.peer import Peer
from lcbrb.grading.verdicts import ended_early, printable
from lcbrb.sandbox import MIB, DriverCall, Execution, Level, Limits, Sandbox

DRIVERS = (*ENCODING_DRIVERS, Path(peer_checks.__file__))
"""What a sandbox has to be opened with."""

_PREIMPORT = {"evalplus": ("evalplus.eval",), "bigcodebench": ("bigcodebench.eval",), "livecodebench": ("numpy",)}
_BIGCODEBENCH_MEGABYTES = 16 * 1024
"""Its own limit on address space, 30 GB, is more than a sandbox should promise."""
_EVALPLUS_SECONDS = 900.0
"""For the reference solution and both of its checks, which end themselves after 62 seconds each."""
_BIGCODEBENCH_SECONDS = 300.0
"""Its check ends itself after 242."""
_LIVECODEBENCH_SECONDS = 7.0
"""A test; its check ends itself after so long for each and 5 seconds."""


def open_sandbox(peer: Peer, level: Level) -> Sandbox:
    """A sandbox in which ``peer`` runs; the level has been probed.

    Raises:
        UserError: the level lacks what the peers use.
    """
    if level not in (Level.L3, Level.L1):
        raise UserError(f"The official checkers use multiprocessing, which sandbox level {level} excludes; L3 has it.")
    return Sandbox.open(
        level,
        preimport=_PREIMPORT[peer.name],
        drivers=DRIVERS,
        readable=[peer.source] if peer.source else [],
        python=peer.python,
        allow_unsafe=True,
        probe=False,
    )


def grade(problem: Problem, sample: Sample, sandbox: Sandbox, peer: Peer) -> Outcome:
    """What ``peer`` says of ``sample``.

    The peers tell fewer verdicts apart: what is not a pass and no timeout is WRONG_ANSWER, with LiveCodeBench also
    RUNTIME_ERROR. INFRA_ERROR is a check that failed twice.

    Raises:
        UserError: the peer has no check for such a problem.
    """
    job, read = _job(problem, sample, peer)
    call = DriverCall("peer_checks", json.dumps({"peer": peer.name, **job}).encode(), _limits(problem, peer))
    failure = Outcome(Verdict.INFRA_ERROR, Verdict.INFRA_ERROR, 0, len(problem.tests), sandbox=sandbox.level.value)
    for _ in range(2):
        try:
            execution = sandbox.run(call)
        except InfraError as error:
            failure = replace(failure, message=str(error))
            continue
        answer = _answer(execution)
        if answer is None:
            failure = replace(failure, message=f"{peer}: {ended_early(0, execution).message}")
            continue
        return replace(
            read(problem, answer),
            seconds=execution.cpu_seconds,
            peak_memory=execution.peak_memory_bytes,
            sandbox=sandbox.level.value,
        )
    return failure


def _answer(execution: Execution) -> Mapping[str, Any] | None:
    try:
        answer = json.loads(execution.frames[0])
    except (IndexError, ValueError, RecursionError):  # a program can write the frame: nested without end, too
        return None
    return answer if isinstance(answer, dict) else None


_Reader: TypeAlias = Callable[[Problem, Mapping[str, Any]], Outcome]


def _job(problem: Problem, sample: Sample, peer: Peer) -> tuple[dict[str, Any], _Reader]:
    source = sample.solution if sample.solution is not None else problem.completion_prefix + (sample.completion or "")
    match peer.name:
        case "evalplus":
            return _evalplus_job(problem, source), _evalplus_outcome
        case "bigcodebench":
            job = {
                "source": problem.preamble + source,
                "test_code": problem.test_code,
                "entry_point": problem.entry_point,
                "megabytes": _BIGCODEBENCH_MEGABYTES,
            }
            return job, _bigcodebench_outcome
    return {**livecodebench_tests(problem), "source": source, "folder": str(peer.source)}, _livecodebench_outcome


def _limits(problem: Problem, peer: Peer) -> Limits:
    memory = 6 << 30
    seconds = _EVALPLUS_SECONDS
    if peer.name == "bigcodebench":
        memory, seconds = (_BIGCODEBENCH_MEGABYTES + 1024) * MIB, _BIGCODEBENCH_SECONDS
    elif peer.name == "livecodebench":
        seconds = _LIVECODEBENCH_SECONDS * len(problem.tests) + 60
    return Limits(
        cpu_seconds=4 * seconds,
        wall_seconds=seconds,
        memory_bytes=memory,
        processes=256,
        file_bytes=1024 * MIB,
        open_files=1024,
        scratch_bytes=1024 * MIB,
    )


# evalplus


def _evalplus_job(problem: Problem, source: str) -> dict[str, Any]:
    if problem.protocol is not Protocol.FUNCTION:
        raise UserError(f"evalplus has no check for '{problem.question_id}', whose tests are code.")
    base = [test.input for test in problem.tests if not test.plus]
    plus = [test.input for test in problem.tests if test.plus]
    outputs = [test.output for test in problem.tests if test.output is not None]
    return {
        "source": source,
        "dataset": problem.benchmark.rstrip("+"),
        "entry_point": problem.entry_point,
        "tolerance": problem.tolerance,
        "reference": problem.reference_solution,
        "inputs": {"base": base, "plus": plus} if plus else {"base": base},
        "outputs": outputs if len(outputs) == len(problem.tests) else None,
    }


def _evalplus_outcome(problem: Problem, answer: Mapping[str, Any]) -> Outcome:
    """Base first; plus counts where base passed, as the score of EvalPlus has it."""
    start, passed, base_verdict = 0, 0, Verdict.PASSED
    for part, (status, details) in answer.items():
        verdict = {"pass": Verdict.PASSED, "timeout": Verdict.TIMEOUT}.get(status, Verdict.WRONG_ANSWER)
        passed += sum(details)
        if verdict is not Verdict.PASSED:
            first = start + (details.index(False) if False in details else len(details))
            base = verdict if part == "base" else base_verdict
            return Outcome(
                verdict,
                base,
                passed,
                len(problem.tests),
                first_failure=first if first < len(problem.tests) else None,
                message=f"{part}: {status}",
            )
        start += len(details)
    return Outcome(Verdict.PASSED, Verdict.PASSED, passed, len(problem.tests))


# bigcodebench


def _bigcodebench_outcome(problem: Problem, answer: Mapping[str, Any]) -> Outcome:
    failed = sorted(answer["details"])
    verdicts = {"pass": Verdict.PASSED, "timeout": Verdict.TIMEOUT}
    verdict = verdicts.get(answer["status"], Verdict.WRONG_ANSWER)
    message = ""
    if failed:
        last_line = answer["details"][failed[0]].strip().rpartition("\n")[2]
        message = printable(f"{failed[0]}: {last_line}")
    total = (problem.test_code or "").count("def test")
    return Outcome(verdict, verdict, max(0, total - len(failed)), total, message=message)


# LiveCodeBench


def livecodebench_tests(problem: Problem) -> dict[str, Any]:
    """The tests as LiveCodeBench has them: arguments and answers of functions as JSON, an argument a line."""
    if problem.protocol is Protocol.STDIO:
        inputs, outputs = [test.input for test in problem.tests], [test.output for test in problem.tests]
    else:
        inputs = ["\n".join(json.dumps(part) for part in decoding.decode(test.input)) for test in problem.tests]
        outputs = [json.dumps(decoding.decode(test.output or "null")) for test in problem.tests]
    return {"inputs": inputs, "outputs": outputs, "fn_name": problem.entry_point}


_LIVECODEBENCH_VERDICTS = {
    -1: Verdict.TIMEOUT,
    -2: Verdict.WRONG_ANSWER,
    -3: Verdict.TIMEOUT,
    -4: Verdict.RUNTIME_ERROR,
}


def _livecodebench_outcome(problem: Problem, answer: Mapping[str, Any]) -> Outcome:
    codes, total = answer["codes"], len(problem.tests)
    if answer["passed"]:
        return Outcome(Verdict.PASSED, Verdict.PASSED, total, total)
    first = next((place for place, code in enumerate(codes) if code <= 0), None)
    verdict = _LIVECODEBENCH_VERDICTS.get(codes[first] if first is not None else 0, Verdict.WRONG_ANSWER)
    return Outcome(verdict, verdict, first or 0, total, first_failure=first, message=printable(answer["message"]))
