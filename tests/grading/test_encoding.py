"""Values cross as plain data: round trips, lying subclasses, hostile text."""

import collections
import contextlib
import enum
import json
import math
import re
import subprocess
import sys
import time
from collections import ChainMap, UserDict, UserList, UserString
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lcbrb.grading import encoding
from lcbrb.grading.decoding import Array, Digest, EncodingError, Opaque, as_set, decode
from lcbrb.grading.encoding import LONG_LIST, MAX_BYTES, encode

HASHABLE = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(min_value=-(1 << 200), max_value=1 << 200)
    | st.floats()
    | st.text(st.characters())  # surrogates too
    | st.binary()
    | st.complex_numbers()
    | st.decimals(allow_nan=False)
    | st.fractions()
    | st.builds(range, st.integers(), st.integers(), st.integers(min_value=1)),
    lambda inner: st.lists(inner, max_size=4).map(tuple) | st.frozensets(inner, max_size=4),
    max_leaves=8,
)
VALUES = st.recursive(
    HASHABLE,
    lambda inner: st.lists(inner) | st.dictionaries(HASHABLE, inner, max_size=4) | st.sets(HASHABLE, max_size=4),
    max_leaves=20,
)


def form(value):
    """A text that tells types, NaN and the sign of zero apart, and does not depend on the order of sets."""
    if isinstance(value, list | tuple):
        return f"{type(value).__name__}({', '.join(map(form, value))})"
    if isinstance(value, set | frozenset):
        return f"{type(value).__name__}({', '.join(sorted(map(form, value)))})"
    if isinstance(value, dict):
        return f"dict({form(list(value.items()))})"
    if isinstance(value, Decimal):
        return form(Fraction(value) if value.is_finite() else float(value))
    return f"{type(value).__name__} {value!r}"


def same(left, right):
    return form(left) == form(right)


@given(VALUES)
@settings(deadline=None)
def test_a_value_comes_back_as_it_was(value):
    assert same(decode(encode(value)), value)


@given(VALUES)
@settings(deadline=None)
def test_equal_text_means_equal_values(value):
    text = encode(value)
    assert encode(decode(encode(decode(text)))) == encode(decode(text))


def test_not_a_number_is_equal_in_the_same_place():
    nan = float("nan")
    assert decode(encode([1, nan])) == decode(encode([1, nan]))
    assert decode(encode({"a": (nan,)})) == decode(encode({"a": (float("nan"),)}))
    assert decode(encode([nan, 1])) != decode(encode([1, nan]))


class LyingInt(int):
    def __eq__(self, other):
        return True

    __hash__ = int.__hash__

    def __index__(self):
        return 7

    def __int__(self):
        return 7

    def __repr__(self):
        return "7"


class LyingList(list):
    def __iter__(self):
        return iter([1, 2, 3])

    def __len__(self):
        return 3

    def __eq__(self, other):
        return True


class LyingText(str):
    def __str__(self):
        return "right"

    def __eq__(self, other):
        return True

    __hash__ = str.__hash__


class Impostor:
    __class__ = int

    def __eq__(self, other):
        return True

    __hash__ = None


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (LyingInt(3), 3),
        (LyingList([9]), [9]),
        (LyingText("wrong"), "wrong"),
        (collections.Counter("aab"), {"a": 2, "b": 1}),
        (collections.OrderedDict(b=1), {"b": 1}),
        (collections.defaultdict(int, x=1), {"x": 1}),
        (collections.namedtuple("P", "x y")(1, 2), (1, 2)),
        (enum.IntEnum("E", "A B").B, 2),
        (numpy.float64(0.5), 0.5),
        (numpy.int64(5), 5),
        (numpy.bool_(True), True),
        (numpy.str_("a"), "a"),
        (bytearray(b"ab"), b"ab"),
        ({"a": 1}.keys(), {"a"}),
        ({"a": 1}.items(), {("a", 1)}),
    ],
)
def test_subclasses_cross_as_what_they_hold(value, plain):
    assert same(decode(encode(value)), plain)


@pytest.mark.parametrize(
    "value",
    [
        Impostor(),
        object(),
        int,
        len,
        re.match("a", "a"),
        (x for x in ()),
        iter([]),
        map(int, []),
        {}.values(),
        Exception(),
    ],
    ids=lambda value: type(value).__name__,  # the impostor's own text holds its address
)
def test_anything_else_equals_nothing(value):
    crossed = decode(encode(value))
    assert isinstance(crossed, Opaque)
    assert crossed != decode(encode(value))
    assert crossed not in (0, 1, None, "", [], True)


def test_a_numpy_array_crosses_with_its_shape():
    array = decode(encode(numpy.arange(6, dtype="int16").reshape(2, 3)))
    assert isinstance(array, Array)
    assert (array.dtype, array.shape) == ("<i2", [2, 3])
    assert isinstance(decode(encode(numpy.array([object()]))), Opaque)


def test_an_iterator_crosses_as_a_list_where_the_task_allows_it():
    assert decode(encode((x for x in "ab"), list_iterables=10)) == ["a", "b"]
    assert decode(encode(iter(int, 1), list_iterables=3)) == [0, 0, 0]
    assert isinstance(decode(encode([iter([])], list_iterables=3))[0], Opaque)

    def broken():
        yield 1
        raise ValueError

    assert isinstance(decode(encode(broken(), list_iterables=3)), Opaque)


def test_cycles_and_depth_end_in_an_opaque_value():
    cycle: list = []
    cycle.append(cycle)
    assert isinstance(decode(encode(cycle))[0], Opaque)
    deep: list = []
    for _ in range(10_000):
        deep = [deep]
    assert len(encode(deep)) < 2_000
    decode(encode(deep))


def test_the_same_object_twice_is_no_cycle():
    row = [0]
    assert decode(encode([row, row])) == [[0], [0]]


def digest_of(value):
    crossed = decode(encode(value))
    assert isinstance(crossed, Digest), crossed
    return crossed


def test_a_long_list_of_whole_numbers_crosses_as_a_digest():
    numbers = list(range(LONG_LIST + 1))
    expected = digest_of(numbers)
    assert digest_of([float(number) for number in numbers]) == expected
    assert digest_of([-0.0, True, *numbers[2:]]) == expected
    assert digest_of([numpy.int64(number) for number in numbers]) == expected
    assert digest_of([numpy.float64(number) for number in numbers]) == expected
    assert digest_of(numbers[::-1]) != expected
    assert digest_of(tuple(numbers)) != expected
    assert digest_of([*numbers[:-1], -1]) != expected
    assert digest_of(tuple(numbers)).sha256 == expected.sha256


def test_long_lists_that_a_tolerance_may_apply_to_cross_whole():
    numbers = [0.5] * (LONG_LIST + 1)
    assert decode(encode(numbers)) == numbers


@pytest.mark.parametrize("bits", [48, 49, 52, 60])
def test_the_digest_of_long_lists_tells_large_whole_numbers_apart(bits):
    large, larger = [1 << bits] * (LONG_LIST + 1), [(1 << bits) + 1] * (LONG_LIST + 1)
    for numbers, other in ((large, larger), ([-n for n in large], [-n for n in larger])):
        assert encode(numbers) != encode(other)
        assert encode([float(number) for number in numbers]) == encode(numbers)


def test_long_lists_that_doubles_cannot_hold_cross_whole():
    large = [1 << 60, (1 << 60) + 1] * LONG_LIST
    assert decode(encode(large)) == large


class Numbers(list):
    """Crosses as the list it is, the long way."""


@given(st.lists(st.integers(-(1 << 64), 1 << 64) | st.floats() | st.booleans() | st.just(-0.0)))
def test_short_lists_have_one_text_however_they_are_read(numbers):
    assert encode(numbers) == encode(Numbers(numbers))
    assert encode(tuple(numbers))[:4] == '["t"'
    assert encode(tuple(numbers))[4:] == encode(numbers)[4:]


def test_a_value_of_many_bytes_crosses_as_a_digest():
    words = ["some words " * 100, "é"] * (MAX_BYTES // 1000)
    assert digest_of(words) == digest_of(list(words))
    assert digest_of([LyingText(word) for word in words]) == digest_of(words)
    assert digest_of(words[1:]) != digest_of(words[:-1])
    rows = [("a", "b" * 1000)] * (MAX_BYTES // 1000)
    assert digest_of(rows) != digest_of([list(row) for row in rows])
    assert digest_of(rows) != digest_of([(*rows[0], *rows[0])] * (MAX_BYTES // 2000))
    assert digest_of("x" * (MAX_BYTES + 1)) != digest_of("y" * (MAX_BYTES + 1))


def test_a_digest_is_blind_to_what_python_calls_equal():
    filler = "x" * (MAX_BYTES + 1)
    assert digest_of([filler, 1, {1: True, "b": 2.0}, {3.0}, -0.0, 1e20]) == digest_of(
        [filler, True, {"b": 2, 1: 1}, frozenset({3}), 0, 10**20]
    )
    for row, equals in (
        ([0.5, 0.0], [[0.5, -0.0], [numpy.float64(0.5), 0], Numbers([0.5, 0])]),
        ((1, 2), [(numpy.int64(1), 2.0), (True, 2)]),
    ):
        expected = digest_of([filler, [row] * 5000])
        assert all(digest_of([filler, [equal] * 5000]) == expected for equal in equals)
        assert digest_of([filler, [row] * 4999]) != expected
    assert digest_of([filler, [[0.5, 0.0]] * 5000]) != digest_of([filler, [(0.5, 0.0)] * 5000])
    words = [f"{number:0100}" for number in range(MAX_BYTES // 100)]
    assert digest_of(set(words)) == digest_of(frozenset(words))
    assert digest_of([filler, 1.5]) != digest_of([filler, 1])
    assert digest_of([filler, [1]]) != digest_of([filler, (1,)])


@given(VALUES)
@settings(deadline=None)
def test_the_digest_of_a_value_does_not_depend_on_its_numeric_types(value):
    def floats(part):
        """Every whole number in another type."""
        if isinstance(part, list):
            return [floats(item) for item in part]
        whole = isinstance(part, int) and abs(part) < 1 << 53
        return float(part) if whole else part

    def normal(part):
        return b"".join(encoding._NormalForm().pieces(part, 0))

    assert normal([value, floats(value)]) == normal([floats(value), value])


HOSTILE = [
    "",
    "[",
    "{}",
    '{"a":1}',
    "[]",
    "[1]",
    "[[]]",
    '["l"',
    '["l",{}]',
    '["d",1]',
    '["d",["l"],1]',
    '["s",["l"]]',
    '["i","zz"]',
    '["i",5]',
    '["i"]',
    '["i","1","2"]',
    '["u","/w=="]',
    '["b","*"]',
    '["b",1]',
    '["c",1,2]',
    '["D","x"]',
    '["D",1]',
    '["s",["D","sNaN"]]',
    '["D","1E+99999999"]',
    '["D","' + "9" * 5000 + '"]',
    '["q",1,0]',
    '["q",0.5,1]',
    '["r",0,1,0]',
    '["r",0,1]',
    '["a","O",[1],""]',
    '["a","<i8",[2],""]',
    '["a","<i8",[9223372036854775807,9223372036854775807],""]',
    '["#","list","short"]',
    "nonsense",
    "1 2",
    "\ud800",
    "1" * 30,
    "[" * 100_000,
    '["l",' * 300 + "1" + "]" * 300,
    '["l",' * 5_000 + "1" + "]" * 5_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:20])
def test_malformed_text_is_refused(text):
    with pytest.raises(EncodingError):
        decode(text)
    with pytest.raises(EncodingError):
        decode(text.encode("utf-8", "surrogatepass"))


@given(st.text() | st.recursive(st.none() | st.text() | st.integers() | st.floats(), st.lists).map(json.dumps))
def test_any_text_decodes_or_is_refused(text):
    try:
        decode(text)
    except EncodingError:
        return


def test_an_unknown_tag_is_opaque():
    assert isinstance(decode('["x",1]'), Opaque)
    assert isinstance(decode('["?",1]'), Opaque)


@pytest.mark.parametrize(
    "text",
    [
        "9" * (MAX_BYTES - 1),
        '["l",' + "9" * (MAX_BYTES - 10) + "]",
        '["i","' + "f" * (MAX_BYTES - 10) + '"]',
        '["q",["i","' + "f" * (MAX_BYTES // 3) + '"],["i","' + "e" * (MAX_BYTES // 3) + '"]]',
        "[" + "[]," * (MAX_BYTES // 3 - 2) + "[]]",
        '["l"' + ",0" * (MAX_BYTES // 2 - 10) + "]",
        '["s"'
        + "".join(f",{['i', format(n * ((1 << 61) - 1), 'x')]}" for n in range(1, 60_000)).replace("'", '"')
        + "]",
        '["d"' + "".join(f',["i","{n * ((1 << 61) - 1):x}"],0' for n in range(1, 60_000)) + "]",
    ],
    ids=[
        "digits",
        "digits in a list",
        "large int",
        "fraction",
        "containers",
        "items",
        "colliding set",
        "colliding dict",
    ],
)
def test_hostile_giants_cost_seconds_not_minutes(text):
    started = time.process_time()
    with contextlib.suppress(EncodingError):
        decode(text)
    assert time.process_time() - started < 3


def test_honest_sets_do_not_look_hostile():
    for value in (
        set(range(100_000)),
        {float(n) for n in range(1000)},
        {(n, -n) for n in range(1000)},
        {str(n) for n in range(500)},
    ):
        assert decode(encode(value)) == value


def test_many_equal_items_are_not_taken_for_collisions():
    assert as_set(decode(encode([1] * 1000 + [2, 2]))) == {1, 2}
    with pytest.raises(EncodingError, match="collide"):
        as_set([n * ((1 << 61) - 1) for n in range(100)])


def test_digests_tell_where_an_item_ends():
    long = "x" * 5000
    first = [long] * 4095 + ["a", "bsc"]
    second = [long] * 4095 + ["asb", "c"]
    assert encode(first).startswith('["#"')
    assert encode(first) != encode(second)


@pytest.mark.parametrize(
    ("value", "equal"),
    [
        (UserDict(a=1), {"a": 1}),
        (UserList([1, 2]), [1, 2]),
        (UserString("text"), "text"),
        (ChainMap({"a": 1}, {"a": 2, "b": 3}), {"a": 1, "b": 3}),
        (MappingProxyType({"a": [1]}), {"a": [1]}),
        (memoryview(b"abc"), b"abc"),
        (numpy.array(3), 3),
        (numpy.array(2.5), 2.5),
        ([numpy.array(True)], [True]),
    ],
)
def test_what_wraps_a_value_and_is_equal_to_it_crosses_as_the_value(value, equal):
    assert value == equal
    assert encode(value) == encode(equal)


def test_the_decoder_holds_where_the_interpreter_does_not_limit_digits():
    program = (
        "from lcbrb.grading.decoding import decode\ntry: decode('9' * 10_000_000)\nexcept ValueError as e: print(e)"
    )
    done = subprocess.run(
        [sys.executable, "-X", "int_max_str_digits=0", "-c", program], capture_output=True, text=True, timeout=20
    )
    assert done.stdout.strip() == "a long integer that is not tagged", done.stderr


def test_the_drivers_need_no_other_file_of_the_package():
    folder = Path(encoding.__file__).parent
    program = """
import sys, types
package = types.ModuleType("_drivers"); package.__path__ = []; sys.modules["_drivers"] = package
for path in sys.argv[1:]:
    name = "_drivers." + path.rsplit("/", 1)[1][:-3]
    module = types.ModuleType(name); module.__package__ = "_drivers"; sys.modules[name] = module
    exec(compile(open(path).read(), path, "exec"), module.__dict__)
print(module.decode(sys.modules["_drivers.encoding"].encode((1, {2.5}))))
"""
    files = [str(folder / f"{name}.py") for name in ("flat_lists", "encoding", "decoding")]
    done = subprocess.run([sys.executable, "-I", "-S", "-c", program, *files], capture_output=True, text=True)
    assert done.stdout.strip() == "(1, {2.5})", done.stderr


def test_infinite_and_negative_zero_keep_their_sign():
    assert math.copysign(1, decode(encode(-0.0))) == -1
    assert decode(encode([float("-inf"), float("inf")])) == [-math.inf, math.inf]
