"""Preference pairs on disk: written once as an Arrow file, read back through a memory map.

Memory does not grow with the number of pairs, apart from eight bytes a pair while the store is built. The file
is named by the digest of what it holds, so equal sets share one file and a half-written one is never opened.
"""

from __future__ import annotations

import hashlib
import json
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from itertools import accumulate
from pathlib import Path
from threading import Lock
from typing import Any, Self, overload

from filelock import FileLock

from lcbrb.contract import PreferencePair, Verdict
from lcbrb.errors import UserError

_FIELDS = tuple(field.name for field in fields(PreferencePair))
_SIDES = ("prompt", "chosen", "rejected")
_VERDICTS = ("chosen_verdict", "rejected_verdict")
# Small batches keep one read cheap; the limit on bytes keeps them small for very long answers too.
_BATCH_PAIRS = 64
_BATCH_BYTES = 4 << 20


class PairStore(Sequence[PreferencePair]):
    """Read-only pairs in a memory-mapped file, for any number of threads.

    ``store[i]`` decodes one pair, which takes about 0.1 ms; iterating decodes batch by batch, ten times as fast.
    The file may be deleted while it is open.
    """

    def __init__(self, path: Path) -> None:
        """Open a file that ``build`` has written."""
        import pyarrow as pa

        self.path = path
        self._reader = pa.ipc.open_file(pa.memory_map(str(path)))
        # Row counts are the one thing read of every batch here; the messages stay on disk.
        counts = (self._reader.get_batch(index).num_rows for index in range(self._reader.num_record_batches))
        self._starts: array[int] = array("Q", accumulate(counts, initial=0))
        self._open_batch: tuple[int, Any] | None = None
        self._lock = Lock()

    @classmethod
    def build(cls, folder: Path, rows: Iterable[tuple[str, PreferencePair]]) -> Self:
        """Write ``rows`` to ``folder`` in one pass and open the result.

        Args:
            folder: where the file goes; created if missing.
            rows: ``(where, pair)``; ``where`` names the row a pair comes from, as error messages show it.

        Raises:
            UserError: a pair_id occurs twice (both rows are named), or the folder cannot be written. Whatever
                ``rows`` raises passes through; nothing half-written is left under a name that is opened.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with FileLock(folder / ".lock"):  # runs that share a cache folder build one after the other
                building = folder / "building.arrow"
                try:
                    revision, digests = _write(building, rows)
                    _refuse_duplicates(cls(building), digests)
                    final = building.replace(folder / f"{revision}.arrow")
                finally:
                    building.unlink(missing_ok=True)
        except OSError as error:
            raise UserError(f"Cannot write pairs to {folder}: {error.strerror or error}.") from None
        return cls(final)

    @property
    def revision(self) -> str:
        """SHA-256 over the content of all pairs, in order: equal exactly when every field of every pair is."""
        return self.path.stem

    def __len__(self) -> int:
        return self._starts[-1]

    @overload
    def __getitem__(self, index: int) -> PreferencePair: ...
    @overload
    def __getitem__(self, index: slice) -> list[PreferencePair]: ...
    def __getitem__(self, index: int | slice) -> PreferencePair | list[PreferencePair]:
        if isinstance(index, slice):
            return [self[position] for position in range(*index.indices(len(self)))]
        batch, row = self._locate(index)
        return _decode(batch.slice(row, 1).to_pylist()[0])

    def __iter__(self) -> Iterator[PreferencePair]:
        for index in range(self._reader.num_record_batches):
            for row in self._reader.get_batch(index).to_pylist():
                yield _decode(row)

    def where(self, index: int) -> str:
        """The row that pair ``index`` comes from, as error messages show it."""
        batch, row = self._locate(index)
        found: str = batch.column("where")[row].as_py()
        return found

    def _locate(self, index: int) -> tuple[Any, int]:
        position = index + len(self) if index < 0 else index
        if not 0 <= position < len(self):
            raise IndexError(f"pair {index} of {len(self)}")
        number = bisect_right(self._starts, position) - 1
        with self._lock:
            if self._open_batch is None or self._open_batch[0] != number:
                self._open_batch = number, self._reader.get_batch(number)
            return self._open_batch[1], position - self._starts[number]


def _schema() -> Any:
    import pyarrow as pa

    messages = pa.list_(pa.struct([("role", pa.string()), ("content", pa.string())]))
    types = dict.fromkeys(_SIDES, messages) | {"contest_date": pa.date32()}
    return pa.schema([(name, types.get(name, pa.string())) for name in (*_FIELDS, "where")])


def _write(path: Path, rows: Iterable[tuple[str, PreferencePair]]) -> tuple[str, array[int]]:
    """Write the Arrow file; return the revision and a 64-bit digest of each pair_id, in order."""
    import pyarrow as pa

    schema, content, digests = _schema(), hashlib.sha256(), array("Q")
    with pa.ipc.new_file(str(path), schema) as writer:
        batch: list[dict[str, Any]] = []
        held = 0
        for where, pair in rows:
            row = {name: getattr(pair, name) for name in _FIELDS}
            text = json.dumps(row, default=str, ensure_ascii=False).encode() + b"\n"
            content.update(text)
            digests.append(int.from_bytes(hashlib.blake2b(pair.pair_id.encode(), digest_size=8).digest(), "little"))
            batch.append(row | {"where": where})
            held += len(text)
            if len(batch) >= _BATCH_PAIRS or held >= _BATCH_BYTES:
                writer.write_batch(pa.RecordBatch.from_pylist(batch, schema=schema))
                batch, held = [], 0
        if batch:
            writer.write_batch(pa.RecordBatch.from_pylist(batch, schema=schema))
    return content.hexdigest(), digests


def _refuse_duplicates(store: PairStore, digests: array[int]) -> None:
    """Raise for the first pair_id met a second time; equal digests are confirmed on the stored ids."""
    import numpy as np

    values = np.frombuffer(digests, dtype=np.uint64)
    order = np.argsort(values, kind="stable")
    again = np.flatnonzero(values[order[1:]] == values[order[:-1]])
    for later, earlier in sorted(zip(order[again + 1].tolist(), order[again].tolist(), strict=True)):
        if store[later].pair_id == store[earlier].pair_id:
            raise UserError(
                f"{store.where(later)}: pair_id '{store[later].pair_id}' was used before, "
                f"by {store.where(earlier)}; give every pair an id of its own."
            )


def _decode(row: dict[str, Any]) -> PreferencePair:
    del row["where"]
    for side in _SIDES:
        row[side] = tuple(row[side])
    for name in _VERDICTS:
        row[name] = row[name] and Verdict(row[name])
    return PreferencePair(**row)
