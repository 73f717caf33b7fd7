"""Reading data files: every packing, every way to be broken, and where to look for them."""

import gzip
import json

import pyarrow
import pyarrow.parquet
import pytest
import zstandard

from lcbrb.errors import UserError
from lcbrb.problems.sources import RowFile, hub_file, local_file

ROWS = [{"task_id": f"T/{number}", "text": "é" * number} for number in range(50)]
LINES = "".join(json.dumps(row) + "\n" for row in ROWS).encode()


def packed(folder, name):
    path = folder / name
    if name.endswith(".parquet"):
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(ROWS), path)
    elif ".json." in name or name.endswith(".json"):
        path.write_bytes(json.dumps(ROWS).encode())
    else:
        path.write_bytes(LINES)
    if name.endswith(".gz"):
        path.write_bytes(gzip.compress(path.read_bytes()))
    elif name.endswith(".zst"):
        path.write_bytes(zstandard.ZstdCompressor().compress(path.read_bytes()))
    return path


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.jsonl.zst", "a.json", "a.json.gz", "a.parquet"])
def test_rows_are_read_in_order_and_again_singly(tmp_path, name):
    file = RowFile(packed(tmp_path, name))
    assert [row for _, row in file] == ROWS
    assert file.read(42) == ROWS[41]
    assert [number for number, _ in file] == list(range(1, 51))


def test_files_of_several_compressed_parts_are_read_whole(tmp_path):
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(LINES) + gzip.compress(LINES))
    compressor = zstandard.ZstdCompressor()
    (tmp_path / "a.jsonl.zst").write_bytes(compressor.compress(LINES) + compressor.compress(LINES))
    assert len(list(RowFile(tmp_path / "a.jsonl.gz"))) == 100
    assert len(list(RowFile(tmp_path / "a.jsonl.zst"))) == 100


def test_the_digest_is_that_of_the_unpacked_file(tmp_path):
    files = [RowFile(packed(tmp_path, name)) for name in ("a.jsonl", "a.jsonl.gz", "a.jsonl.zst")]
    for file in files:
        list(file)
    assert len({file.md5 for file in files}) == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (LINES[:-20], "line 50: the file ends in the middle of a row"),
        (LINES + b"oops\n", "line 51: not valid JSON"),
        (LINES + b"[1]\n", "line 51: not a JSON object"),
        (LINES + b'{"a": "\xff"}\n', "line 51: not valid JSON"),
        (b"", "has no rows"),
        (b"\n\n", "has no rows"),
    ],
)
def test_a_broken_row_is_named(tmp_path, content, message):
    path = tmp_path / "a.jsonl"
    path.write_bytes(content)
    with pytest.raises(UserError, match=message) as raised:
        list(RowFile(path))
    assert str(path) in str(raised.value)


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl.zst"])
def test_compressed_data_that_end_early_are_an_error(tmp_path, name):
    path = packed(tmp_path, name)
    for length in (len(path.read_bytes()) // 2, len(path.read_bytes()) - 1):
        path.write_bytes(packed(tmp_path, name).read_bytes()[:length])
        with pytest.raises(UserError, match=r"cut short"):
            RowFile(path)
    path.write_bytes(b"no compressed data at all")
    with pytest.raises(UserError, match=r"damaged"):
        RowFile(path)


@pytest.mark.parametrize("name", ["a.parquet", "a.json"])
def test_half_a_file_is_an_error(tmp_path, name):
    path = packed(tmp_path, name)
    path.write_bytes(path.read_bytes()[:-10])
    with pytest.raises(UserError, match=r"half-written"):
        RowFile(path)


def test_a_missing_file_and_a_folder_are_errors(tmp_path):
    with pytest.raises(UserError, match=r"Cannot read .*nothing"):
        RowFile(tmp_path / "nothing.jsonl")
    with pytest.raises(UserError, match=r"Cannot read"):
        RowFile(tmp_path)


def test_a_file_that_changes_while_in_use_is_an_error(tmp_path):
    path = packed(tmp_path, "a.jsonl")
    file = RowFile(path)
    list(file)
    with path.open("r+b") as out:
        out.write(b"x" * 100)
    with pytest.raises(UserError, match=r"line 1: the file changed"):
        file.read(1)


def test_local_files_are_found_plain_or_compressed(tmp_path, monkeypatch):
    monkeypatch.setenv("LCBRB_DATA", str(tmp_path))
    (tmp_path / "bench").mkdir()
    path = packed(tmp_path / "bench", "b.jsonl.zst")
    assert local_file("bench", ["a.jsonl", "b.jsonl"]) == path
    assert local_file("bench", ["c.jsonl"]) is None
    monkeypatch.delenv("LCBRB_DATA")
    assert local_file("bench", ["b.jsonl"]) is None


def test_without_a_network_the_hub_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(UserError, match=r"Cannot download test.jsonl of .* LCBRB_DATA .* livecodebench/test.jsonl"):
        hub_file("livecodebench/code_generation_lite", "test.jsonl", "livecodebench/test.jsonl")
