"""Raw rows out of files: jsonl and json (plain, .gz, .zst) and parquet, read as a stream.

A file that is damaged is refused by name and line; a broken row is never skipped.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path, PurePosixPath
from typing import Any

from lcbrb.errors import UserError

_TEXT_SUFFIXES = tuple(form + packing for form in (".jsonl", ".json") for packing in ("", ".gz", ".zst"))
SUFFIXES = (*_TEXT_SUFFIXES, ".parquet")
"""What a file of pairs is called."""

_PACKING = {".gz": "gzip", ".zst": "zstd"}
_PARQUET_BATCH = 64
_PARQUET_BUFFER = 1 << 20  # else whole column chunks are read, and files of one row group become as large in memory

RawRow = tuple[str, dict[str, Any]]


def raw_rows(path: Path, shown_as: str | None = None) -> Iterator[RawRow]:
    """Yield ``(where, row)`` for each row of a file; ``where`` is the file and its line or row, from 1.

    A ``.json`` file holds an array (read whole) or one object a line, as data sets use the name for both.

    Args:
        path: a file whose name ends in one of ``SUFFIXES``.
        shown_as: what error messages call the file; its path if None.

    Raises:
        UserError: the file is missing, damaged, or not what its name says; file and line are named.
    """
    name = shown_as or str(path)
    if not path.is_file():
        raise UserError(f"{name}: no such file.")
    if path.name.endswith(".parquet"):
        return _parquet_rows(path, name)
    if path.name.endswith(_TEXT_SUFFIXES):
        return _text_rows(path, name)
    raise UserError(f"{name}: not a file of pairs; its name must end in one of {', '.join(SUFFIXES)}.")


def packaged_rows(name: str) -> Iterator[RawRow]:
    """Yield the rows of a set that is packaged with this program.

    Raises:
        UserError: its file is missing from this installation.
    """
    packaged = resources.files("lcbrb.pairs") / "data" / f"{name.replace('-', '_')}.jsonl"
    if not packaged.is_file():
        raise UserError(f"The packaged set '{name}' is missing from this installation; install the package again.")
    with resources.as_file(packaged) as path:
        yield from raw_rows(path, name)


def pair_files(paths: Sequence[str], origin: str, one_file: str) -> tuple[list[str], str | None]:
    """Choose the files of a data set's one split among all its file paths (relative, with '/').

    Parquet is preferred to jsonl, jsonl to json. A split is what a file name says before ``-00000-of-00001``.
    Of several splits ``test`` is read; without one the user must name a file.

    Args:
        paths: all files of the data set.
        origin: what error messages call it.
        one_file: how a user names one file of it, for error messages.

    Returns:
        The chosen paths, sorted, and a note on what was left, if anything was.

    Raises:
        UserError: there is no file of pairs, it is not clear which to read, or a file of ``-of-<n>`` is missing.
    """
    forms = (".parquet", ".jsonl", ".jsonl.gz", ".jsonl.zst", ".json", ".json.gz", ".json.zst")
    found = next((named for form in forms if (named := sorted(path for path in paths if path.endswith(form)))), [])
    if not found:
        raise UserError(f"{origin} holds no file of pairs ({', '.join(SUFFIXES)}).")
    splits: dict[str, list[str]] = {}
    for path in found:
        splits.setdefault(_split_of(path), []).append(path)
    if len(splits) == 1:
        return _complete(found, origin), None
    tests = [split for split in splits if PurePosixPath(split).name == "test"]
    if len(tests) != 1:
        raise UserError(f"{origin} holds several sets ({', '.join(splits)}); name one file, as {one_file}.")
    left = ", ".join(split for split in splits if split != tests[0])
    return _complete(splits[tests[0]], origin), f"Only the split '{tests[0]}' is read, not {left}."


def _complete(paths: list[str], origin: str) -> list[str]:
    """``paths``, if they are as many as their names say; a copy that was broken off is not read as if whole."""
    for path in paths:
        said = re.search(r"-\d+-of-(\d+)\.", path)
        if said and int(said[1]) != len(paths):
            raise UserError(
                f"{origin} has {len(paths)} of the {int(said[1])} files that {path} is one of; fetch the rest."
            )
    return paths


def _split_of(path: str) -> str:
    parent, name = PurePosixPath(path).parent, PurePosixPath(path).name
    return str(parent / name.partition(".")[0].partition("-")[0])


def _text_rows(path: Path, name: str) -> Iterator[RawRow]:
    import pyarrow as pa

    try:
        with pa.input_stream(str(path), compression=_PACKING.get(path.suffix)) as stream:
            lines = io.BufferedReader(stream, 1 << 20)
            if ".json." in f"{path.name}." and lines.peek(1)[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"["):
                yield from _array_rows(lines.read(), name)
            else:
                yield from _line_rows(lines, name)
    except OSError as error:
        raise UserError(f"{name}: cannot be read to its end, it is damaged or cut short ({error}).") from None


def _line_rows(lines: io.BufferedReader, name: str) -> Iterator[RawRow]:
    for number, line in enumerate(lines, start=1):
        where = f"{name}, line {number}"
        text = _decoded(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line, where)
        if not text.strip():
            continue
        try:
            row = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise UserError(f"{where}: not valid JSON ({error}).") from None
        yield where, _object(row, where)


def _array_rows(content: bytes, name: str) -> Iterator[RawRow]:
    text = _decoded(content.removeprefix(b"\xef\xbb\xbf"), name)
    try:
        rows = json.loads(text)
    except json.JSONDecodeError as error:
        raise UserError(f"{name}, line {error.lineno}: not valid JSON ({error.msg}).") from None
    except (ValueError, RecursionError) as error:
        raise UserError(f"{name}: not valid JSON ({error}).") from None
    for number, row in enumerate(rows, start=1):
        where = f"{name}, row {number}"
        yield where, _object(row, where)


def _parquet_rows(path: Path, name: str) -> Iterator[RawRow]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    number = 0
    try:
        with pq.ParquetFile(path, buffer_size=_PARQUET_BUFFER, pre_buffer=False) as file:
            for batch in file.iter_batches(_PARQUET_BATCH):
                for row in _batch_rows(batch):
                    number += 1
                    yield f"{name}, row {number}", row
    except UnicodeDecodeError as error:
        raise UserError(f"{name}, row {number + 1}: not valid UTF-8 ({error.reason}).") from None
    except (pa.ArrowException, OSError) as error:
        reason = str(error).splitlines()[0]
        raise UserError(f"{name}: cannot be read as parquet, it is damaged or cut short ({reason}).") from None


def _batch_rows(batch: Any) -> Iterator[dict[str, Any]]:
    try:
        yield from batch.to_pylist()
    except UnicodeDecodeError:  # decoded again one by one, so that the broken row can be named
        for index in range(batch.num_rows):
            yield batch.slice(index, 1).to_pylist()[0]


def _decoded(content: bytes, where: str) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start)
        place = f"{where}, line {line + 1}" if ", line " not in where else where
        raise UserError(
            f"{place}: not valid UTF-8 (byte {error.object[error.start]:#04x}); save the file as UTF-8."
        ) from None


def _object(row: object, where: str) -> dict[str, Any]:
    if not isinstance(row, dict):
        raise UserError(f"{where}: a row must be a JSON object with its columns, not {type(row).__name__}.")
    return row
