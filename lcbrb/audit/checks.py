"""What every check of an audit answers with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Status(StrEnum):
    """How a check ended. Only FAILED fails a set."""

    PASSED = "passed"
    WARNING = "warning"
    FAILED = "failed"
    NOT_RUN = "not_run"


@dataclass(frozen=True, slots=True)
class Check:
    """One check of a pair set: its name, how it ended, a sentence a person reads, and the figures behind it."""

    name: str
    status: Status
    says: str
    figures: Mapping[str, Any] = field(default_factory=dict)
