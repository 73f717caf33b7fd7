"""Expected outputs that only a reference solution can say (EvalPlus): run once in the sandbox, then kept on disk."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from lcbrb.cache import cache_folder
from lcbrb.contract import Problem
from lcbrb.errors import InfraError, UserError
from lcbrb.grading.calling import DRIVERS, call
from lcbrb.sandbox import Sandbox

_SECONDS = 120.0
_TOTAL_SECONDS = 600.0
_FORM = 1
"""Number of the form of the files."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What the reference solution returned for one test, in the data encoding, and the CPU time it took."""

    output: str
    seconds: float


class References:
    """Outputs of reference solutions: a file a problem, named by the hash of all that decides them. Plain JSON."""

    def __init__(self, folder: Path | None = None) -> None:
        """Use ``folder``; by default the folder of this program in the user's cache."""
        self.folder = folder or cache_folder() / "references"
        self._latest: tuple[Problem, Sandbox, tuple[Reference, ...]] | None = None

    def of(self, problem: Problem, sandbox: Sandbox) -> tuple[Reference, ...]:
        """One for every test of ``problem``, from the disk or by running its reference solution.

        Raises:
            InfraError: the reference solution fails here, or the sandbox.
            UserError: the folder cannot be written.
        """
        if self._latest is not None and self._latest[0] is problem and self._latest[1] is sandbox:
            return self._latest[2]  # samples of a problem come together
        path = self.folder / f"{_key(problem, sandbox)}.jsonl.zst"
        found = _read(path, len(problem.tests))
        if found is None:
            found = _run(problem, sandbox, range(len(problem.tests)))
            _write(path, found)
        self._latest = problem, sandbox, found
        return found

    @staticmethod
    def seconds_now(problem: Problem, sandbox: Sandbox, test: int) -> float:
        """The CPU time that one test takes the reference solution at this moment: more on a busy machine.

        Raises:
            InfraError: the reference solution fails here, or the sandbox.
        """
        (found,) = _run(problem, sandbox, [test])
        return found.seconds


def _key(problem: Problem, sandbox: Sandbox) -> str:
    digest = hashlib.sha256()
    facts: list[Any] = [_FORM, problem.reference_solution, problem.entry_point, problem.comparison]
    facts += [sandbox.facts().get("python"), problem.starter_code, problem.benchmark == "livecodebench"]
    facts += [len(problem.tests), _drivers_digest()]
    digest.update(json.dumps(facts).encode())
    for test in problem.tests:
        digest.update(test.input.encode() + b"\n")  # JSON texts hold no newlines
    return digest.hexdigest()


@cache
def _drivers_digest() -> str:
    digest = hashlib.sha256()
    for driver in DRIVERS:
        digest.update(hashlib.sha256(driver.read_bytes()).digest())
    return digest.hexdigest()


def _run(problem: Problem, sandbox: Sandbox, tests: Sequence[int]) -> tuple[Reference, ...]:
    if problem.reference_solution is None:
        raise UserError(f"Problem '{problem.question_id}' has tests without outputs, and no reference solution.")
    found: list[Reference] = []

    def keep(number: int, answer: str, seconds: float) -> None:
        found.append(Reference(answer, seconds))

    inputs = [problem.tests[number].input for number in tests]
    limits = [_SECONDS] * len(inputs)
    calls = call(sandbox, problem, problem.reference_solution, inputs, limits, _TOTAL_SECONDS, keep)
    if calls.failure is not None:
        raise InfraError(
            f"The reference solution of '{problem.question_id}' fails here on test {tests[0] + calls.failure.test}: "
            f"{calls.failure.verdict}. {calls.failure.message}"
        )
    return tuple(found)


def _read(path: Path, tests: int) -> tuple[Reference, ...] | None:
    """A file of ours; None where there is none or it is damaged."""
    import zstandard

    try:
        with path.open("rb") as packed:
            text = zstandard.ZstdDecompressor().stream_reader(packed).read().decode("ascii")
        rows = json.loads(f"[{text.rstrip().replace(chr(10), ',')}]")
        found = tuple(Reference(str(output), float(seconds)) for seconds, output in rows)
    except (OSError, ValueError, TypeError, zstandard.ZstdError):
        return None
    return found if len(found) == tests else None


def _write(path: Path, references: Sequence[Reference]) -> None:
    """Write in one step, so that nobody reads half a file."""
    import zstandard

    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as out:
            temporary = Path(out.name)
            with zstandard.ZstdCompressor(level=3).stream_writer(out, closefd=False) as packed:
                for line in _lines(references):
                    packed.write(line)
        temporary.replace(path)
    except OSError as error:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink()
        raise UserError(
            f"Cannot keep outputs of reference solutions in {path.parent}: {error.strerror}; "
            "set LCBRB_CACHE to a folder that can be written."
        ) from None


def _lines(references: Sequence[Reference]) -> Iterator[bytes]:
    for reference in references:
        yield json.dumps([reference.seconds, reference.output]).encode() + b"\n"
