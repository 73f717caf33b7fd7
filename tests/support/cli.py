"""Runs the command lines as a person does: in a process of their own, or in this one where speed matters."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from lcbrb.contract import PreferencePair, to_json

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    status: int
    stdout: str
    stderr: str

    def refusal(self) -> str:
        """The one sentence of a refused command; fails the test if there was more, or another exit status."""
        assert self.status == 2, self.stderr
        lines = self.stderr.strip().splitlines()
        assert len(lines) == 1 and lines[0].startswith("error: "), self.stderr
        return lines[0].removeprefix("error: ")


def command(*arguments: object) -> list[str]:
    """The command line of ``lcbrb ARGUMENTS``."""
    return [sys.executable, "-c", "from lcbrb.cli.lcbrb import main; main()", *map(str, arguments)]


def run_process(*arguments: object, **variables: str) -> Outcome:
    """``lcbrb ARGUMENTS`` in a process of its own, with ``variables`` in its environment."""
    environment = os.environ | variables
    done = subprocess.run(command(*arguments), capture_output=True, text=True, check=False, cwd=ROOT, env=environment)
    return Outcome(done.returncode, done.stdout, done.stderr)


def run_here(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *arguments: object) -> Outcome:
    """``lcbrb ARGUMENTS`` in this process."""
    from lcbrb.cli.lcbrb import main

    monkeypatch.setattr(sys, "argv", ["lcbrb", *map(str, arguments)])
    capsys.readouterr()
    with pytest.raises(SystemExit) as ended:
        main()
    captured = capsys.readouterr()
    return Outcome(int(ended.value.code or 0), captured.out, captured.err)


def write_pairs(path: Path, pairs: list[PreferencePair]) -> Path:
    """Save pairs in our own row form."""
    path.write_text("".join(json.dumps(to_json(pair)) + "\n" for pair in pairs))
    return path
