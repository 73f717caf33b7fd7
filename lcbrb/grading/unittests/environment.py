"""The interpreter with the libraries that BigCodeBench's tasks use: one of the user's, or built once into the cache."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from lcbrb.cache import cache_folder
from lcbrb.contract import Problem
from lcbrb.errors import UserError
from lcbrb.grading.unittests import corpora

if TYPE_CHECKING:
    from rich.progress import Progress

REQUIREMENTS = Path(__file__).with_name("bigcodebench-requirements.txt")
PYTHON = "3.11"
"""What the requirements are for."""
PREIMPORTED = (
    "numpy.testing", "pandas.testing", "matplotlib.pyplot", "matplotlib.font_manager", "scipy.stats", "scipy.optimize",
    "scipy.signal", "seaborn", "sklearn.linear_model", "sklearn.ensemble", "sklearn.cluster",
    "sklearn.model_selection", "sklearn.feature_extraction.text", "sklearn.decomposition", "sklearn.preprocessing",
    "sklearn.metrics", "statsmodels.api", "requests", "bs4", "pytz", "dateutil.parser", "faker", "nltk", "PIL.Image",
)  # fmt: skip
"""Imported by the warm server where they are there: most tasks need some, and each costs up to half a second."""

_DATA = frozenset({"numpy", "pandas", "pytz", "dateutil"})
_PARTS = ((frozenset[str](), 0), (_DATA, 20 << 20), (_DATA | {"scipy", "sklearn"}, 40 << 20))
"""Packages of smaller servers, and bytes that their small objects take, about."""
_ALL = 64 << 20

_COMPLETE = "complete.json"
_LOG = "pip.log"
_NO_NETWORK = re.compile(
    r"NewConnectionError|NameResolutionError|name resolution|ConnectTimeout|Network is unreachable"
)
_FACTS = """
import importlib, json, platform, sys
from importlib.metadata import distributions
found = []
for name in sys.argv[1:]:
    try:
        importlib.import_module(name)
    except Exception:
        continue
    found.append(name)
packages = sorted({f"{one.metadata['Name']}=={one.version}" for one in distributions()})
print(json.dumps({"python": platform.python_version(), "packages": packages, "preimport": found}))
"""


@dataclass(frozen=True, slots=True)
class Environment:
    """An interpreter, what a warm server is to import in it, and a hash of all versions and of NLTK's data.

    ``missing`` are the pinned packages that could not be installed, each with pip's reason.
    """

    python: Path
    fingerprint: str
    preimport: tuple[str, ...] = ()
    missing: Mapping[str, str] | None = None

    def preimport_for(self, problem: Problem) -> Preimport:
        """What a problem's server imports: the less it holds, the cheaper are its forks.

        All that its code mentions: a class of an object must be loaded where the tests look at it, though they may
        name it in a text alone (BigCodeBench/85).
        """
        texts = (problem.preamble, problem.test_code or "", problem.reference_solution or "")
        named = _words("\n".join(texts)).union(problem.libraries)
        needed = named & {_package(name) for name in self.preimport}
        for packages, small_objects in _PARTS:
            if needed <= packages:
                modules = tuple(name for name in self.preimport if _package(name) in packages)
                return Preimport(modules, small_objects)
        return Preimport(self.preimport, _ALL)


@dataclass(frozen=True, slots=True)
class Preimport:
    """Modules that a warm server imports, and bytes that their small objects take, about."""

    modules: tuple[str, ...]
    small_objects: int


NO_LIBRARIES = Preimport((), 0)


def bigcodebench_environment(python: Path | None = None) -> Environment:
    """The environment of ``python``, or the one in the cache, which is built first if it is not there.

    Raises:
        UserError: there is no such interpreter, or nothing can be installed here.
    """
    from filelock import FileLock

    if python is not None:
        return _with_corpora(_described(python, {}))
    base = _base_python()
    folder = cache_folder() / "bigcodebench" / _key(base)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.with_suffix(".lock")):  # one process builds, others wait
            if not (folder / _COMPLETE).is_file():
                _build(base, folder)
            known = json.loads((folder / _COMPLETE).read_text(encoding="utf-8"))
    except OSError as error:
        raise UserError(
            f"Cannot build BigCodeBench's environment in {folder}: {error.strerror or error}; free some space (3 GB), "
            "set LCBRB_CACHE to another folder, or pass --bigcodebench-python."
        ) from None
    known["python"] = folder / "bin" / "python"
    return _with_corpora(Environment(**{**known, "preimport": tuple(known["preimport"])}))


def requirements() -> list[str]:
    """The pinned packages for this machine, as pip takes them."""
    from packaging.requirements import Requirement

    lines = (line.strip() for line in REQUIREMENTS.read_text(encoding="utf-8").splitlines())
    pins = [Requirement(line) for line in lines if line and not line.startswith("#")]
    return [f"{pin.name}{pin.specifier}" for pin in pins if pin.marker is None or pin.marker.evaluate()]


@lru_cache(maxsize=64)  # samples of a problem come one after the other
def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text))


def _package(module: str) -> str:
    return module.partition(".")[0]


def _base_python() -> Path:
    if ".".join(platform.python_version_tuple()[:2]) == PYTHON and platform.python_implementation() == "CPython":
        return Path(sys.executable)
    found = shutil.which(f"python{PYTHON}")
    if found is None:
        raise UserError(
            f"BigCodeBench's pinned libraries need Python {PYTHON}, and there is no python{PYTHON} here: install one, "
            "or pass --bigcodebench-python with an interpreter that has the libraries."
        )
    return Path(found)


def _key(base: Path) -> str:
    facts = [REQUIREMENTS.read_text(encoding="utf-8"), str(base.resolve()), platform.machine()]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:16]


def _build(base: Path, folder: Path) -> None:
    """Build in ``folder``; the file written last says that it is whole, without it the next call starts anew."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    shutil.rmtree(folder, ignore_errors=True)
    pins = requirements()
    console = Console(stderr=True)
    console.print(
        f"Building the environment of BigCodeBench's libraries in {folder}: {len(pins)} packages, about 3 GB, once.",
        soft_wrap=True,
    )
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        _make(base, folder)
        missing = _Installer(folder, progress, len(pins)).install(pins)
    if len(missing) == len(pins):
        raise UserError(f"None of BigCodeBench's libraries can be installed: {next(iter(missing.values()))}")
    for name, reason in missing.items():
        console.print(f"Not installed: {name} ({reason}) The tasks that need it will be dropped.", soft_wrap=True)
    python = folder / "bin" / "python"
    absent = corpora.fetch(python)
    if absent:
        console.print(
            f"Not downloaded: NLTK's {', '.join(absent)}. The tasks that need them will be dropped, until you run "
            f"{corpora.by_hand(python)}",
            soft_wrap=True,
        )
    made = _described(python, missing)
    facts = {"fingerprint": made.fingerprint, "preimport": made.preimport, "missing": missing}
    temporary = folder / (_COMPLETE + ".new")
    temporary.write_text(json.dumps(facts), encoding="utf-8")
    temporary.replace(folder / _COMPLETE)


def _make(base: Path, folder: Path) -> None:
    made = subprocess.run([base, "-m", "venv", folder], capture_output=True, text=True, check=False)
    if made.returncode:
        reason = (made.stderr or made.stdout).strip().splitlines() or ["no output"]
        raise UserError(
            f"{base} cannot make a virtual environment: {reason[-1]} (Debian and Ubuntu: install python3-venv; or pass "
            "--bigcodebench-python)."
        )


@dataclass
class _Installer:
    """Installs packages, and those that go with what cannot be had."""

    folder: Path
    progress: Progress
    total: int

    def __post_init__(self) -> None:
        self._task = self.progress.add_task("Installing", total=self.total)

    def install(self, pins: Sequence[str]) -> dict[str, str]:
        """Install ``pins``, halving what fails until the culprits are alone; they are returned with pip's reasons."""
        reason = self._pip(pins)
        if reason is None:
            self.progress.advance(self._task, len(pins))
            return {}
        if _NO_NETWORK.search(reason):
            raise UserError(
                "BigCodeBench's libraries cannot be installed, as the package index is out of reach: connect to a "
                "network once, or pass --bigcodebench-python with an interpreter that has them."
            )
        if len(pins) == 1:
            self.progress.advance(self._task)
            return {pins[0]: reason}
        half = len(pins) // 2
        return {**self.install(pins[:half]), **self.install(pins[half:])}

    def _pip(self, pins: Sequence[str]) -> str | None:
        """None, or the line in which pip says why not."""
        command: list[str | Path] = [self.folder / "bin" / "python", "-m", "pip", "install", "--no-deps"]
        command += ["--prefer-binary", "--no-input", "--disable-pip-version-check", "--progress-bar=off"]
        said: list[str] = []
        with (self.folder / _LOG).open("a", encoding="utf-8") as log, self._started([*command, *pins]) as pip:
            for line in pip.stdout or ():
                log.write(line)
                said.append(line.strip())
                if line.startswith(("Collecting ", "Installing ")):
                    self.progress.update(self._task, description=" ".join(line.split()[:2]))
        if pip.returncode == 0:
            return None
        errors = [line for line in said if _NO_NETWORK.search(line) or line.lower().startswith("error:")]
        return (errors or said or ["pip said nothing."])[0].removeprefix("ERROR: ")

    @staticmethod
    def _started(command: Sequence[str | Path]) -> subprocess.Popen[str]:
        environment = {**os.environ, "PYTHONWARNINGS": "ignore", "PIP_REQUIRE_VIRTUALENV": "0"}
        for name in ("PYTHONPATH", "PYTHONHOME"):
            environment.pop(name, None)
        return subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", env=environment
        )


def _described(python: Path, missing: Mapping[str, str]) -> Environment:
    environment = {**os.environ, "MPLBACKEND": "Agg"}
    for name in ("PYTHONPATH", "PYTHONHOME"):
        environment.pop(name, None)
    try:
        said = subprocess.run(
            [python, "-s", "-W", "ignore", "-c", _FACTS, *PREIMPORTED],
            capture_output=True, text=True, check=False, env=environment,
        )  # fmt: skip
    except OSError as error:
        raise UserError(f"{python} is not a Python interpreter: {error.strerror}.") from None
    facts = None
    with suppress(ValueError, IndexError):
        facts = json.loads(said.stdout.splitlines()[-1])
    if said.returncode or not isinstance(facts, dict):
        raise UserError(
            f"{python} is not a Python interpreter that works: {said.stderr.strip()[-200:] or 'no output'}."
        )
    versions = [facts["python"], platform.machine(), *facts["packages"]]
    fingerprint = hashlib.sha256(json.dumps(versions).encode()).hexdigest()
    return Environment(python.absolute(), fingerprint, tuple(facts["preimport"]), missing)


def _with_corpora(environment: Environment) -> Environment:
    """Data that comes later makes a difference: a task that was dropped for want of it is checked again."""
    there = corpora.found(environment.python)
    if not there:
        return environment
    known = [environment.fingerprint, *there]
    return replace(environment, fingerprint=hashlib.sha256(json.dumps(known).encode()).hexdigest())
