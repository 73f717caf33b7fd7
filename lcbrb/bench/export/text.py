"""JSON as the peers write it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any


def jsonl(rows: Iterable[Mapping[str, Any]]) -> str:
    """One object a line. Lone surrogates, which models write, are escaped: peers read strict UTF-8."""
    return "".join(json.dumps(row, allow_nan=False) + "\n" for row in rows)


def document(value: Any) -> str:
    """One indented JSON value."""
    return json.dumps(value, indent=2, allow_nan=False) + "\n"
