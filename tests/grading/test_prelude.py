"""What LiveCodeBench puts before every program."""

import pytest

from lcbrb.contract import Problem, Protocol
from lcbrb.grading.prelude import MODULES, prelude


@pytest.mark.parametrize("protocol", [Protocol.STDIO, Protocol.FUNCTION])
def test_livecodebench_has_one(protocol):
    names = {}
    exec(prelude(Problem("1", "livecodebench", "", protocol, ())), names)
    assert names.keys() >= {*MODULES, "deque", "heappush", "gcd", "lru_cache", "List"}
    assert names["pow"] is pow


def test_other_benchmarks_have_none():
    assert prelude(Problem("1", "humaneval", "", Protocol.FUNCTION, ())) == ""
