"""The data files of a published set.

``data/test``: one row a pair, in TRL's implicit-prompt preference form: ``chosen`` and ``rejected`` are whole
conversations. It is the one form that TRL's RewardTrainer and RewardBench (rewardbench/utils.py,
load_preference_dataset) read alike: beside a ``prompt`` of messages the latter takes the prompt from ``chosen[:-1]``.

``two_options/both_orders``: two rows a pair, a question with two options, each order once, for ``inspect eval``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from lcbrb.build.records import BuiltPair, Side
from lcbrb.contract import Message, to_json
from lcbrb.errors import UserError

PAIRS_FILE = "data/test-00000-of-00001.parquet"
OPTIONS_FILE = "two_options/both_orders-00000-of-00001.parquet"

_COLUMNS = ("pair_id", "question_id", "platform", "difficulty", "contest_date", "release", "language", "kind")
_MODELS = ("generator", "judge")
_SIDES = ("chosen", "rejected")


def write_tables(folder: Path, pairs: Sequence[BuiltPair]) -> None:
    """Write both tables under ``folder``.

    Raises:
        UserError: they cannot be written.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    tables = {
        PAIRS_FILE: pa.Table.from_pylist([pair_row(pair) for pair in pairs], schema=_pairs_schema()),
        OPTIONS_FILE: pa.Table.from_pylist([row for pair in pairs for row in option_rows(pair)]),
    }
    for name, table in tables.items():
        try:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            pq.write_table(table, folder / name)
        except OSError as error:
            raise UserError(f"Cannot write {folder / name}: {error.strerror or error}.") from None


def pair_row(pair: BuiltPair) -> dict[str, Any]:
    """The row of a pair."""
    plain = to_json(pair)
    row = {name: plain[name] for name in (*_COLUMNS, *_MODELS)}
    sides: dict[str, tuple[tuple[Message, ...], Side]] = {
        "chosen": (pair.chosen, pair.chosen_side),
        "rejected": (pair.rejected, pair.rejected_side),
    }
    for name, (said, side) in sides.items():
        row[name] = [*pair.prompt, *said]
        row[f"{name}_solution"], row[f"{name}_verdict"] = plain[f"{name}_solution"], plain[f"{name}_verdict"]
        row[f"{name}_tests_passed"], row[f"{name}_tests_total"] = side.tests_passed, side.tests_total
        row[f"{name}_length"], row[f"{name}_sample"] = side.length, side.sample_id
        row[f"{name}_judge_votes"] = [to_json(vote) for vote in side.judge_votes]
    return row | {"review_votes": list(pair.review_votes)}


def option_rows(pair: BuiltPair) -> Iterator[dict[str, Any]]:
    """The pair as a question with two options, in both orders."""
    question = (
        "Which of two reasonings about this problem is sound and leads to a correct program? Length, style and order "
        f"mean nothing.\n\n{pair.prompt[-1]['content']}"
    )
    texts = pair.chosen[-1]["content"], pair.rejected[-1]["content"]
    for target, choices in (("A", texts), ("B", texts[::-1])):
        yield {"pair_id": pair.pair_id, "question": question, "choices": list(choices), "target": target}


def _pairs_schema() -> Any:
    import pyarrow as pa

    messages = pa.list_(pa.struct([("role", pa.string()), ("content", pa.string())]))
    votes = pa.list_(
        pa.struct(
            [(name, pa.string()) for name in ("factual_accuracy", "logical_rigor", "logical_coherence", "agreement")]
        )
    )
    types: dict[str, Any] = dict.fromkeys((*_COLUMNS, *_MODELS), pa.string())
    for name in _SIDES:
        types |= {
            name: messages,
            f"{name}_solution": pa.string(),
            f"{name}_verdict": pa.string(),
            f"{name}_tests_passed": pa.int32(),
            f"{name}_tests_total": pa.int32(),
            f"{name}_length": pa.int32(),
            f"{name}_sample": pa.int32(),
            f"{name}_judge_votes": votes,
        }
    return pa.schema(list((types | {"review_votes": pa.list_(pa.string())}).items()))
