"""Which peer checks a benchmark, and whether it is installed."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from lcbrb.errors import UserError

_PACKAGES = {"humaneval": "evalplus", "mbpp": "evalplus", "bigcodebench": "bigcodebench"}
_LIVECODEBENCH_CHECK = Path("lcb_runner", "evaluation", "compute_code_generation_metrics.py")
_NEEDED_BY_LIVECODEBENCH = ("numpy", "tqdm")
_START_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Peer:
    """An installed peer.

    ``name`` is evalplus, bigcodebench or livecodebench; ``version`` what it says of itself, for LiveCodeBench, which
    has no versions, the first digits of its check's SHA-256. ``source`` is LiveCodeBench's checkout.
    """

    name: str
    version: str
    python: Path
    source: Path | None = None

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


def find(benchmark: str, python: Path | None = None, livecodebench_source: Path | None = None) -> Peer:
    """The peer that checks ``benchmark`` officially.

    Args:
        benchmark: one of ``lcbrb.problems.BENCHMARKS``.
        python: the interpreter that has it; this one by default.
        livecodebench_source: a checkout of LiveCodeBench, which is no installable package.

    Raises:
        UserError: there is none, or it is not installed.
    """
    python = (python or Path(sys.executable)).absolute()
    if benchmark == "livecodebench":
        return _livecodebench(python, livecodebench_source)
    name = _PACKAGES.get(benchmark.removesuffix("+").removesuffix("-hard"))
    if name is None:
        raise UserError(f"'{benchmark}' has no official checker; those of {', '.join(_PACKAGES)} and livecodebench do.")
    version = _version(python, name)
    if version is None:
        raise UserError(
            f"{name}, the official checker of {benchmark}, is not installed in {python}; "
            f"run `pip install 'recode-bench[{name}]'`, or name an interpreter that has it with --official-python."
        )
    return Peer(name, version, python)


def _livecodebench(python: Path, source: Path | None) -> Peer:
    if source is None:
        raise UserError(
            "The official checker of livecodebench is no package: clone https://github.com/LiveCodeBench/LiveCodeBench "
            "and name the folder with --livecodebench-source."
        )
    check = source / _LIVECODEBENCH_CHECK
    if not check.is_file():
        raise UserError(f"{source} is no checkout of LiveCodeBench: it has no {_LIVECODEBENCH_CHECK}.")
    for name in _NEEDED_BY_LIVECODEBENCH:
        if _version(python, name) is None:
            raise UserError(f"LiveCodeBench's checker needs {name}, which is not installed in {python}.")
    digest = hashlib.sha256()
    for path in (check, check.with_name("testing_util.py")):
        digest.update(path.read_bytes())
    return Peer("livecodebench", digest.hexdigest()[:12], python, source.absolute())


def _version(python: Path, package: str) -> str | None:
    """None where it is not installed."""
    program = f"import importlib.metadata as found; print(found.version({package!r}))"
    try:
        said = subprocess.run(
            [python, "-s", "-c", program], capture_output=True, text=True, timeout=_START_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UserError(f"Cannot start the interpreter {python}: {error}.") from None
    return said.stdout.strip() if said.returncode == 0 else None
