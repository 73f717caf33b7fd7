"""A build that every test may copy."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from lcbrb.errors import UserError
from lcbrb.sandbox.levels import choose
from tests.build import tasks
from tests.support.cli import Outcome, run_here
from tests.support.servers import serving

Build = Callable[..., Outcome]
SAMPLES = 24


@pytest.fixture(scope="session", autouse=True)
def sandbox() -> None:
    """No test without a sandbox."""
    try:
        choose("auto", False)
    except UserError as error:
        pytest.skip(str(error))


@pytest.fixture
def build(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Build:
    """``lcbrb build ARGUMENTS`` in this process."""
    return lambda *arguments: run_here(capsys, monkeypatch, "build", *arguments)


def settings(problems: str, url: str, *more: object) -> tuple[object, ...]:
    """What the whole build is told, with the scripted server as generator and judge."""
    model = f"served:rm@{url}"
    sampling = ("--problems", problems, "--generator", model, "--samples", SAMPLES, "--workers", 1)
    return (*sampling, "--judge", model, "--retries", 0, "--concurrency", 4, *more)


@pytest.fixture(scope="session")
def problems(tmp_path_factory: pytest.TempPathFactory) -> str:
    return tasks.problems(tmp_path_factory.mktemp("problems"))


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory, problems: str) -> Path:
    """A finished build."""
    from tests.support.cli import run_process

    folder = tmp_path_factory.mktemp("whole")
    script = tasks.answers(folder, tasks.VOTES, tasks.generations())
    with serving(answers=script) as server:
        done = run_process("build", "--output", folder / "build", *settings(problems, server.url))
    assert done.status == 0, done.stderr
    (folder / "stdout").write_text(done.stdout)
    return folder / "build"


@pytest.fixture
def built(whole: Path, tmp_path: Path) -> Path:
    """A copy of the finished build."""
    return Path(shutil.copytree(whole, tmp_path / "built"))
