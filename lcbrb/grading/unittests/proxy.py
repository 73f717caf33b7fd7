"""Grades unittest problems by proxy: the tests in a process of their own, the program in another.

The program's process never sees the tests and sends data alone; what the tests' process says is believed. Between the
two the checker relays frames without reading them.
"""

from __future__ import annotations

import ast
import contextlib
import json
import warnings
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from lcbrb.contract import Mode, Outcome, Problem, TestCase, Verdict
from lcbrb.errors import InfraError
from lcbrb.grading.calling import ENCODING_DRIVERS
from lcbrb.grading.unittests.inprocess import limits_of, parts
from lcbrb.grading.unittests.methods import expected_methods
from lcbrb.grading.verdicts import Failure, Usage, ended_early, outcome, printable
from lcbrb.sandbox import MIB, DriverCall, Execution, Sandbox, Scratch, Session

DRIVERS = (
    *ENCODING_DRIVERS,
    *(
        Path(__file__).with_name("inside") / f"{name}.py"
        for name in (
            "exchange", "classes", "abilities", "pandas_encoding", "value_encoding", "numpy_decoding",
            "pandas_decoding", "handles", "value_decoding", "stand_ins", "exports", "guard", "pyplot", "state",
            "candidate", "trusted_tests",
        )
    ),
)  # fmt: skip
"""What a sandbox has to be opened with."""

_FRAME_BYTES = 128 * MIB
_PROGRAM_CLOCK = 2.0
_TESTS_CLOCK = 10.0
"""Wall-clock limits as multiples of the time limit: each process waits for the other, even for one that the machine
keeps waiting. The tests wait longer, and the program's own clock ends that."""
_VERDICTS = {
    "fail": Verdict.WRONG_ANSWER,
    "error": Verdict.RUNTIME_ERROR,
    "memory": Verdict.MEMORY_LIMIT,
    "syntax": Verdict.COMPILE_ERROR,
    "tampered": Verdict.TAMPERED,
}


def grade(problem: Problem, source: str, sandbox: Sandbox) -> Outcome:
    """Grade one program. A test that the clock ended, not its use of the CPU, is run again before it counts.

    Raises:
        InfraError: the sandbox failed, or the tests cannot run here at all (a library is missing).
        UserError: the problem has no tests.
    """
    run = _Run(problem, source, sandbox)
    failure = run.once()
    if failure is not None and failure.may_be_noise:
        failure = run.once()
    tests = [TestCase(method, None) for method in run.methods]
    return replace(outcome(tests, failure, run.usage, sandbox.level.value), mode=Mode.PROXY, objects=run.objects)


class _Run:
    """A program and the tests of its problem."""

    def __init__(self, problem: Problem, source: str, sandbox: Sandbox) -> None:
        self.methods = expected_methods(problem)
        self.usage = Usage()
        self.objects: tuple[str, ...] = ()
        self._problem, self._source, self._sandbox = problem, source, sandbox
        self._limits = replace(limits_of(problem), output_bytes=_FRAME_BYTES)

    def once(self) -> Failure | None:
        """Run all tests; the first that fails."""
        with contextlib.ExitStack() as stack:
            scratch = stack.enter_context(self._sandbox.scratch(self._limits.scratch_bytes))
            tests = stack.enter_context(self._sandbox.session(self._tests(), scratch))
            talk = _Talk(tests, stack, self, scratch)
            failure = talk.failure()
            self.objects = talk.objects
            executions = talk.ended()
        before = self.usage.seconds
        for execution in executions:
            self.usage = self.usage.plus(execution)
        if failure is None and self.usage.seconds - before > self._limits.cpu_seconds:
            return Failure(len(self.methods), Verdict.TIMEOUT, "The tests used up their CPU time.")
        return failure

    @property
    def seconds(self) -> float:
        """CPU time that the program, and its tests, may take."""
        return self._limits.cpu_seconds

    def candidate(self, scratch: Scratch) -> contextlib.AbstractContextManager[Session]:
        """Start the program's process."""
        job = {
            "parts": parts(self._problem, self._source),
            "entry_point": self._problem.entry_point,
            "surroundings": _surroundings(self._problem.test_code or ""),
        }
        return self._sandbox.session(self._call("candidate", job, _PROGRAM_CLOCK), scratch)

    def _tests(self) -> DriverCall:
        job = {
            "preamble": self._problem.preamble,
            "test_code": self._problem.test_code,
            "entry_point": self._problem.entry_point,
            "methods": self.methods,
            "objects": self._problem.objects,
        }
        return self._call("trusted_tests", job, _TESTS_CLOCK)

    def _call(self, driver: str, job: object, clock: float) -> DriverCall:
        limits = replace(self._limits, wall_seconds=clock * self._limits.cpu_seconds)
        return DriverCall(driver, json.dumps(job).encode(), limits)


@lru_cache(maxsize=64)  # samples of a problem come one after the other
def _surroundings(test_code: str) -> tuple[str, ...]:
    """What a program may rely on of its tests, as bigcodebench has both in one module: imports, Django's settings."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of escape sequences in the data
        statements = ast.parse(test_code).body
    texts = ((node, ast.unparse(node)) for node in statements if not isinstance(node, ast.ClassDef | ast.FunctionDef))
    return tuple(
        text for node, text in texts if isinstance(node, ast.Import | ast.ImportFrom) or "settings.configure(" in text
    )


class _Talk:
    """The two processes of one run. The program's starts when the tests are loaded and ask for it."""

    def __init__(self, tests: Session, stack: contextlib.ExitStack, run: _Run, scratch: Scratch) -> None:
        self._tests, self._stack, self._run, self._scratch = tests, stack, run, scratch
        self._methods: Sequence[str] = run.methods
        self._candidate: Session | None = None
        self._done = 0
        self.objects: tuple[str, ...] = ()

    def failure(self) -> Failure | None:
        """Relay until the tests have ended or one has failed."""
        while True:
            frame = self._tests.receive(self._run.seconds)  # a file of the program's may keep them waiting
            if frame is None:
                return self._ended_early(self._tests.result())
            if frame[:1] == b"B":
                failure = self._relay(frame[1:])
                if failure is not None:
                    return failure
                continue
            kind, method, message = json.loads(frame[1:])
            if kind == "end" and self._done == len(self._methods):
                self.objects = tuple(message)
                return self._after_the_end()
            if kind != "ok" or self._done >= len(self._methods) or method != self._methods[self._done]:
                return self._reported(kind, method, message)
            self._done += 1

    def ended(self) -> list[Execution]:
        """End both processes; what happened to them."""
        return [session.result() for session in (self._candidate, self._tests) if session is not None]

    def _relay(self, frame: bytes) -> Failure | None:
        if self._candidate is None:
            self._candidate = self._stack.enter_context(self._run.candidate(self._scratch))
        self._candidate.send(frame)
        answer = self._candidate.receive()
        if answer is None:
            return ended_early(self._done, self._candidate.result())
        self._tests.send(answer)
        return None

    def _reported(self, kind: str, method: str, message: str) -> Failure:
        if kind == "setup" and self._candidate is None:
            raise InfraError(f"The tests of '{self._run._problem.question_id}' cannot run here: {printable(message)}.")
        verdict = _VERDICTS.get(kind, Verdict.RUNTIME_ERROR)
        return Failure(self._done, verdict, printable(f"{method}: {message}" if method else message))

    def _ended_early(self, execution: Execution) -> Failure:
        failure = ended_early(self._done, execution)
        if self._candidate is None and failure.verdict is Verdict.RUNTIME_ERROR:
            raise InfraError(f"The tests of '{self._run._problem.question_id}' ended early: {failure.message}")
        return failure

    def _after_the_end(self) -> Failure | None:
        if self._candidate is None:
            raise InfraError("The tests never asked for the program.")
        execution = self._candidate.result()
        if execution.frames or execution.torn:
            return Failure(self._done, Verdict.TAMPERED, "The program answered what it was not asked.")
        return None
