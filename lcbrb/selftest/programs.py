"""The self-test's programs: a file each, in the checkout's tests/ and in the installed package."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from lcbrb.errors import UserError
from lcbrb.selftest.tasks import TASKS, Task

_CHECKOUT = Path(__file__).parents[2] / "tests"
_INSTALLED = Path(__file__).parent / "programs"
_TASK = re.compile(r'\A\ufeff?"""(\w+): ')


class Kind(StrEnum):
    """What a program is, and so what must become of it."""

    REFERENCE = "references"
    """Solves its problem: passes."""
    STUB = "stubs"
    """Answers nothing: fails."""
    CHEAT = "cheats"
    """Goes for the verdict instead of the answer: fails."""
    IDIOM = "idioms"
    """Right but unusual: passes."""
    ESCAPE = "escapes"
    """Goes for the machine: harms nothing."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program of a file. ``name`` is the file's, below the folder of its kind."""

    kind: Kind
    name: str
    path: Path

    @property
    def source(self) -> str:
        """Its text, line ends as they are."""
        return self.path.read_bytes().decode("utf-8")

    @property
    def task(self) -> Task:
        """The task that its first line names.

        Raises:
            UserError: it names none.
        """
        named = _TASK.match(self.source)
        if named is None or named[1] not in TASKS:
            raise UserError(f'{self.path}: its first line names no task; it reads """TASK: what the program does.')
        return TASKS[named[1]]


def programs(kind: Kind) -> list[Program]:
    """All programs of files of one kind.

    Raises:
        UserError: there are none, which an incomplete installation explains.
    """
    folder, pattern = {
        Kind.CHEAT: ("cheats", "*/*.py"),
        Kind.IDIOM: ("idioms", "*/*.py"),
        Kind.ESCAPE: ("sandbox/programs", "*.py"),
    }[kind]
    place = (_INSTALLED if _INSTALLED.is_dir() else _CHECKOUT) / folder
    found = [Program(kind, path.relative_to(place).with_suffix("").as_posix(), path) for path in place.glob(pattern)]
    if not found:
        raise UserError(f"The self-test's programs are missing from {place}; install the package again.")
    return sorted(found, key=lambda program: program.name)
