"""add: type hints that are looked at when it runs."""

from __future__ import annotations

import typing
from dataclasses import dataclass, field, fields


@dataclass(order=True)
class Node:
    value: int
    children: list[Node] = field(default_factory=list)


class Shape(typing.Protocol):
    def area(self) -> float: ...


class Pair(typing.NamedTuple):
    left: int
    right: int = 0


def add(a: int, b: typing.Optional[int] = None) -> int:
    hints = typing.get_type_hints(Node)
    assert hints["children"] == list[Node] and [f.name for f in fields(Node)] == ["value", "children"]
    assert typing.get_type_hints(add)["return"] is int
    return sum(Pair(a, b))
