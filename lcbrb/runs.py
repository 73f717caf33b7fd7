"""A run folder: a manifest, append-only rows, a report. Killed at any moment, it continues where it stopped.

Layout of a run folder::

    manifest.json    what the numbers depend on, and the environment of the first start
    <rows>.jsonl     one JSON object a line, appended as results come
    sessions.jsonl   one line a start: when, how long, how many rows, on what hardware, what was checked
    report.json      written at the end

Rows hold nothing that depends on when or how often the run was started, so an interrupted and continued run
ends with the same bytes as an uninterrupted one. Times live in ``sessions.jsonl``.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import IO, Any, Self

from filelock import BaseFileLock, FileLock, Timeout

from lcbrb.contract import Manifest, to_json
from lcbrb.errors import UserError

_RECORDED_PACKAGES = ("recode-bench", "torch", "transformers", "vllm", "numpy", "scipy", "scikit-learn")


class Rows:
    """One append-only jsonl file of a run folder. Threads may append to it side by side."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.appended = 0
        self._out: IO[bytes] | None = None
        self._appending = Lock()
        self._drop_torn_row()

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Yield the rows written so far."""
        return read_rows(self.path)

    def append(self, row: Mapping[str, Any]) -> None:
        """Write one row; it is on its way to the disk when this returns and survives a killed process.

        Raises:
            UserError: the disk does not take the whole row; what of it was written is taken back.
        """
        encoded = encode_row(row)
        with self._appending:
            if self._out is None:
                self._out = self.path.open("ab", buffering=0)
            start = self._out.seek(0, os.SEEK_END)
            try:
                written = self._out.write(encoded)
                while written < len(encoded):
                    written += self._out.write(encoded[written:])
            except OSError as error:
                self._out.truncate(start)
                raise UserError(
                    f"Cannot append to {self.path}: {error.strerror}. Rows written so far are kept."
                ) from None
            self.appended += 1

    def keep(self, keep: Callable[[Mapping[str, Any]], bool]) -> None:
        """Drop the rows that ``keep`` refuses, atomically (a run retries what failed for outside reasons)."""
        if not self.path.exists() or all(keep(row) for row in self):
            return
        rewritten = self.path.with_suffix(".rewriting")
        try:
            with rewritten.open("wb") as out:
                for row in self:
                    if keep(row):
                        out.write(encode_row(row))
            rewritten.replace(self.path)
        except OSError as error:
            rewritten.unlink(missing_ok=True)
            raise UserError(f"Cannot rewrite {self.path}: {error.strerror}; it is unchanged.") from None

    def close(self) -> None:
        """See all rows onto the disk."""
        if self._out is not None:
            os.fsync(self._out.fileno())
            self._out.close()

    def _drop_torn_row(self) -> None:
        """Cut a last line that a killed process left unfinished."""
        if not self.path.exists():
            return
        with self.path.open("rb+") as rows:
            size = rows.seek(0, os.SEEK_END)
            tail_start = max(0, size - 1)
            rows.seek(tail_start)
            if size == 0 or rows.read(1) == b"\n":
                return
            rows.seek(0)
            kept = 0
            for line in rows:
                if line.endswith(b"\n"):
                    kept += len(line)
            rows.truncate(kept)


class RunFolder:
    """An open run folder, held by one process at a time. Use as a context manager."""

    def __init__(self, path: Path, rows_name: str, lock: BaseFileLock) -> None:
        self.path = path
        self._main = Rows(path / rows_name)
        self._files = [self._main]
        self._lock = lock
        self._started = time.monotonic()
        self._started_at = datetime.now(UTC)
        self.notes: dict[str, Any] = {}
        """Anything a reader of ``sessions.jsonl`` may want to know of this start."""

    @staticmethod
    def prepare(path: Path) -> None:
        """Create the folder and see that it can be written, before anything expensive is loaded.

        Raises:
            UserError: it cannot, or another process holds it.
        """
        _lock(path).release()

    @classmethod
    def open(cls, path: Path, rows_name: str, manifest: Manifest) -> Self:
        """Create the folder, or continue one with an equal ``manifest.identity``.

        Raises:
            UserError: the folder belongs to another run, is held by another process, or cannot be written.
        """
        lock = _lock(path)
        try:
            _check_or_write_manifest(path, rows_name, manifest)
            run = cls(path, rows_name, lock)
        except BaseException:
            lock.release()
            raise
        return run

    @property
    def rows_path(self) -> Path:
        """The file of the run's main rows."""
        return self._main.path

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield the main rows written so far."""
        return iter(self._main)

    def append(self, row: Mapping[str, Any]) -> None:
        """See ``Rows.append``."""
        self._main.append(row)

    def keep_rows(self, keep: Callable[[Mapping[str, Any]], bool]) -> None:
        """See ``Rows.keep``."""
        self._main.keep(keep)

    def more_rows(self, name: str) -> Rows:
        """A further file of rows, opened and closed with the folder."""
        self._files.append(Rows(self.path / name))
        return self._files[-1]

    def write_json(self, name: str, value: Mapping[str, Any]) -> Path:
        """Write a JSON file of the folder in one step, so that a reader never sees half of it."""
        return write_json(self.path / name, value)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        session = {
            "started_at": self._started_at.isoformat(timespec="seconds"),
            "seconds": round(time.monotonic() - self._started, 3),
            "rows": self._main.appended,
            "ended": "done" if kind is None else kind.__name__,
            "command": sys.argv,
            "hardware": hardware(),
            **self.notes,
        }
        try:
            for rows in self._files:
                rows.close()
            with (self.path / "sessions.jsonl").open("ab") as sessions:
                sessions.write(encode_row(session))
        except OSError as failure:
            if error is None:
                raise UserError(f"Cannot finish writing to {self.path}: {failure.strerror}.") from None
        finally:
            self._lock.release()


def _lock(path: Path) -> BaseFileLock:
    lock = FileLock(path / ".lock", thread_local=False)
    try:
        path.mkdir(parents=True, exist_ok=True)
        lock.acquire(blocking=False)
    except Timeout:
        raise UserError(
            f"Run folder {path} is in use by another process; wait for it or choose another --output."
        ) from None
    except OSError as error:
        raise UserError(f"Cannot write to run folder {path}: {error.strerror}.") from None
    return lock


def _check_or_write_manifest(path: Path, rows_name: str, manifest: Manifest) -> None:
    manifest_path = path / "manifest.json"
    if not manifest_path.exists():
        if (path / rows_name).exists():
            raise UserError(f"{path} has {rows_name} but no manifest.json; choose another --output.")
        write_text(manifest_path, json.dumps(to_json(manifest), indent=2, ensure_ascii=False) + "\n")
        return
    found = read_manifest(path)
    wanted = json.loads(json.dumps(to_json(manifest)))
    if found["kind"] != wanted["kind"]:
        raise UserError(
            f"Run folder {path} is of a '{found['kind']}' run, not '{wanted['kind']}'; choose another --output."
        )
    for field in {**wanted["identity"], **found["identity"]}:
        before, now = found["identity"].get(field), wanted["identity"].get(field)
        if before != now:
            raise UserError(
                f"Run folder {path} was made with {field} = {before!r}, this run has {now!r}; "
                "choose another --output, or repeat the earlier setting to continue."
            )


def read_manifest(path: Path) -> dict[str, Any]:
    """Read a run folder's manifest.

    Raises:
        UserError: there is none, or it is not one of ours.
    """
    manifest_path = path / "manifest.json"
    try:
        found = json.loads(manifest_path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UserError(f"{path} is not a run folder: it has no manifest.json.") from None
    except ValueError:
        raise UserError(f"{manifest_path} is not valid JSON; the folder is damaged, choose another --output.") from None
    if not isinstance(found, dict) or not {"kind", "identity", "environment"} <= found.keys():
        raise UserError(f"{manifest_path} is not a manifest of this program.")
    return found


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the finished rows of a jsonl file of ours; a torn last line is not a row.

    Raises:
        UserError: naming the line that is not a JSON object.
    """
    if not path.exists():
        return
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.endswith(b"\n"):
                return
            try:
                row = json.loads(line)
            except ValueError:
                raise UserError(f"{path}, line {number}: not valid JSON.") from None
            if not isinstance(row, dict):
                raise UserError(f"{path}, line {number}: not a JSON object.")
            yield row


def encode_row(row: Mapping[str, Any]) -> bytes:
    """One row as it stands in a file. Non-finite numbers are refused: they are not JSON."""
    return json.dumps(row, ensure_ascii=False, allow_nan=False).encode("utf-8", "surrogatepass") + b"\n"


def write_text(path: Path, text: str) -> Path:
    """Write a file in one step (a temporary neighbour, then a rename)."""
    temporary = path.with_name(path.name + ".writing")
    try:
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)
    except OSError as error:
        raise UserError(f"Cannot write {path}: {error.strerror}.") from None
    return path


def write_json(path: Path, value: Mapping[str, Any]) -> Path:
    """Write a JSON file in one step."""
    return write_text(path, json.dumps(value, indent=2, ensure_ascii=False) + "\n")


def environment() -> dict[str, Any]:
    """Versions, source revision and hardware, for a manifest."""
    versions = {"python": platform.python_version()}
    for package in _RECORDED_PACKAGES:
        try:
            versions[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            continue
    return {
        "command": sys.argv,
        "versions": versions,
        "git_revision": _git_revision(),
        "hardware": hardware(),
    }


def hardware() -> dict[str, Any]:
    """The machine a run is on, without names that identify it. CUDA is asked only when torch is loaded already."""
    found: dict[str, Any] = {
        "system": platform.platform(),
        "machine": platform.machine(),
        "cpus": os.cpu_count(),
    }
    torch = sys.modules.get("torch")
    if torch is not None and torch.cuda.is_available():
        found["gpus"] = [torch.cuda.get_device_name(index) for index in range(torch.cuda.device_count())]
    return found


def _git_revision() -> str | None:
    """The revision of the source checkout this package runs from; None for an installed wheel."""
    source = Path(__file__).resolve().parent.parent
    if not (source / ".git").exists():
        return None
    described = subprocess.run(
        ["git", "-C", str(source), "describe", "--always", "--dirty", "--abbrev=40"],
        capture_output=True,
        text=True,
        check=False,
    )
    return described.stdout.strip() or None
