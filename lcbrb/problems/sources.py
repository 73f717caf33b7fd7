"""Where benchmark files come from, and how their rows are read.

A file is named by the user, lies in the folder that ``LCBRB_DATA`` names, or is downloaded from the Hugging Face hub.
Only data files are read (jsonl, json, parquet; also .gz and .zst), never a data set's script.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from lcbrb.errors import UserError

_SUFFIXES = ("", ".gz", ".zst")
_SHOW_PROGRESS_FROM = 100_000_000


def local_file(folder: str, names: Sequence[str]) -> Path | None:
    """The first of ``names``, plain or compressed, in the sub-folder of ``LCBRB_DATA``; None where there is none."""
    data = os.environ.get("LCBRB_DATA")
    if not data:
        return None
    candidates = [Path(data) / folder / (name + suffix) for name in names for suffix in _SUFFIXES]
    return next((path for path in candidates if path.is_file()), None)


def hub_file(repository: str, filename: str, local: str) -> Path:
    """Download one file of a data set on the hub, or find it in the hub's cache.

    Args:
        repository: the data set.
        filename: the file there.
        local: where in ``LCBRB_DATA`` it could have been, for the message.

    Raises:
        UserError: it cannot be had; says what to do without a network.
    """
    import httpx
    from huggingface_hub import hf_hub_download
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError, OfflineModeIsEnabled

    try:
        return Path(hf_hub_download(repository, filename, repo_type="dataset"))
    except (HfHubHTTPError, LocalEntryNotFoundError, OfflineModeIsEnabled, httpx.HTTPError, OSError) as error:
        raise UserError(
            f"Cannot download {filename} of {repository} from the hub ({type(error).__name__}); check the network, "
            f"set LCBRB_DATA to a folder that has {local} (or .gz, .zst), or give the file with --problems."
        ) from None


class RowFile:
    """A data file of one JSON object a row. Rows stay on disk: iterate once to check and index them, then read singly.

    Compressed, parquet and JSON-array files are first unpacked to an unnamed temporary file.
    """

    def __init__(self, path: Path) -> None:
        """Open the file.

        Raises:
            UserError: it cannot be opened or unpacked.
        """
        self.path = path
        self._unit = "line"
        self._spans: dict[int, tuple[int, int]] = {}
        self.md5 = ""
        try:
            self._file = self._open()
        except OSError as error:
            raise UserError(f"Cannot read {path}: {error.strerror or error}.") from None

    def _open(self) -> IO[bytes]:
        raw: IO[bytes] = self.path.open("rb")
        name = self.path.name.removesuffix(".gz").removesuffix(".zst")
        if name != self.path.name:
            raw = _spool(_decompressed(self.path, raw))
        if name.endswith((".parquet", ".json")):
            self._unit = "row"
            return _spool(_parquet_rows(self.path, raw) if name.endswith(".parquet") else _array_rows(self.path, raw))
        return raw

    def __iter__(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield every row with its number, counted from 1.

        Raises:
            UserError: a row is not a JSON object, or the file ends in the middle of one, or has none.
        """
        from rich.progress import Progress

        size = self._file.seek(0, os.SEEK_END)
        self._file.seek(0)
        digest = hashlib.md5(usedforsecurity=False)
        offset = 0
        quiet = size < _SHOW_PROGRESS_FROM or not sys.stderr.isatty()
        with Progress(transient=True, disable=quiet) as progress:
            task = progress.add_task(f"Reading {self.path.name}", total=size)
            for number, line in enumerate(self._file, start=1):
                digest.update(line)
                if line.strip():
                    self._spans[number] = (offset, len(line))
                    yield number, self._parse(line, number)
                offset += len(line)
                progress.update(task, completed=offset)
        if not self._spans:
            raise UserError(f"{self.path} has no rows.")
        self.md5 = digest.hexdigest()

    def read(self, number: int) -> dict[str, Any]:
        """Read one row again.

        Raises:
            UserError: the file changed since it was indexed.
        """
        offset, length = self._spans[number]
        try:
            return self._parse(os.pread(self._file.fileno(), length, offset), number)
        except UserError:
            raise UserError(f"{self.where(number)}: the file changed while it was in use; start again.") from None

    def where(self, number: int) -> str:
        """A row's place, for error messages."""
        return f"{self.path}, {self._unit} {number}"

    def _parse(self, line: bytes, number: int) -> dict[str, Any]:
        try:
            row = json.loads(line)
        except RecursionError:
            raise UserError(f"{self.where(number)}: nested too deep.") from None
        except ValueError:
            if not line.endswith(b"\n"):
                raise UserError(
                    f"{self.where(number)}: the file ends in the middle of a row; fetch it again."
                ) from None
            raise UserError(f"{self.where(number)}: not valid JSON.") from None
        if not isinstance(row, dict):
            raise UserError(f"{self.where(number)}: not a JSON object.")
        return row


def read_bytes(path: Path) -> bytes:
    """The whole content of a file, unpacked.

    Raises:
        UserError: it cannot be read or unpacked.
    """
    try:
        with path.open("rb") as raw:
            packed = path.name.endswith((".gz", ".zst"))
            return b"".join(_decompressed(path, raw)) if packed else raw.read()
    except OSError as error:
        raise UserError(f"Cannot read {path}: {error.strerror or error}.") from None


def _decompressed(path: Path, raw: IO[bytes]) -> Iterator[bytes]:
    import zlib

    import zstandard

    gzipped = path.name.endswith(".gz")
    make = (lambda: zlib.decompressobj(31)) if gzipped else _zstandard_decompressor
    unpacker: Any = None
    try:
        while chunk := raw.read(io.DEFAULT_BUFFER_SIZE * 16):
            while chunk:
                unpacker = unpacker or make()
                yield unpacker.decompress(chunk)
                chunk = unpacker.unused_data if unpacker.eof else b""
                unpacker = None if unpacker.eof else unpacker
    except (zlib.error, zstandard.ZstdError):
        raise UserError(f"{path} is damaged: it cannot be unpacked; fetch it again.") from None
    if unpacker is not None:
        raise UserError(f"{path} is cut short: its compressed data end early; fetch it again.")


def _zstandard_decompressor() -> Any:
    import zstandard

    return zstandard.ZstdDecompressor(max_window_size=2**31).decompressobj()


def _spool(chunks: Iterator[bytes]) -> IO[bytes]:
    spool = tempfile.TemporaryFile(prefix="lcbrb-")  # noqa: SIM115  # lives as long as its RowFile
    try:
        for chunk in chunks:
            spool.write(chunk)
        spool.flush()
    except OSError as error:
        spool.close()
        raise UserError(f"Cannot unpack a data file into {tempfile.gettempdir()}: {error.strerror}.") from None
    return spool


def _array_rows(path: Path, raw: IO[bytes]) -> Iterator[bytes]:
    raw.seek(0)
    try:
        rows = json.load(raw)
    except (ValueError, RecursionError):
        raise UserError(f"{path} is not valid JSON (a half-written file?).") from None
    if not isinstance(rows, list):
        raise UserError(f"{path} is not a JSON array of problems.")
    for row in rows:
        yield json.dumps(row).encode() + b"\n"


def _parquet_rows(path: Path, raw: IO[bytes]) -> Iterator[bytes]:
    import pyarrow
    import pyarrow.parquet

    try:
        table = pyarrow.parquet.ParquetFile(raw)
        for batch in table.iter_batches(batch_size=64):
            for row in batch.to_pylist():
                yield json.dumps(row, default=str).encode() + b"\n"
    except pyarrow.ArrowException:
        raise UserError(f"{path} is not a readable parquet file (half-written?).") from None


def text_field(row: dict[str, Any], name: str, where: str) -> str:
    """A row's field that has to be a string.

    Raises:
        UserError: it is missing or something else.
    """
    value = row.get(name)
    if not isinstance(value, str):
        state = "missing" if name not in row else "not a string"
        raise UserError(f"{where}: field '{name}' is {state}; is this an official file of the benchmark?")
    return value


def list_field(row: dict[str, Any], name: str, where: str) -> list[Any]:
    """A row's field that has to be a list; a string that holds one as JSON is read.

    Raises:
        UserError: it is missing or something else.
    """
    value = row.get(name)
    if isinstance(value, str):
        with suppress(ValueError, RecursionError):
            value = json.loads(value)
    if not isinstance(value, list):
        state = "missing" if name not in row else "not a list"
        raise UserError(f"{where}: field '{name}' is {state}; is this an official file of the benchmark?")
    return value
