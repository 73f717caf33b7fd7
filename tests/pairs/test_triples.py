"""Triples are read and checked, and give the three kinds of preference pairs of CRPL."""

import json

import pytest

from lcbrb.contract import ReasoningTriple, Verdict, parse, to_json
from lcbrb.errors import UserError
from lcbrb.pairs.sources import open_pairs
from lcbrb.pairs.triples import TriplePairKind, load, preference_pairs


def row(**changes):
    said = {name: [{"role": "assistant", "content": name}] for name in ("base", "optimized", "degraded")}
    asked = {"prompt": [{"role": "user", "content": "Why?"}]}
    return (
        {"triple_id": "sums/logical_rigor", "question_id": "sums", "dimension": "logical_rigor"}
        | asked
        | said
        | changes
    )


def sides(pair):
    return pair.chosen[0]["content"], pair.rejected[0]["content"]


def test_a_triple_gives_one_pair_of_each_kind():
    pairs = list(preference_pairs(parse(ReasoningTriple, row(difficulty="easy"), "here")))
    assert {pair.kind: sides(pair) for pair in pairs} == {
        "optimized_over_degraded": ("optimized", "degraded"),
        "optimized_over_base": ("optimized", "base"),
        "base_over_degraded": ("base", "degraded"),
    }
    assert {pair.pair_id for pair in pairs} == {f"sums/logical_rigor/{kind}" for kind in TriplePairKind}
    assert {(pair.question_id, pair.difficulty) for pair in pairs} == {("sums", "easy")}


def test_only_the_kinds_asked_for_are_formed():
    triple = parse(ReasoningTriple, row(), "here")
    (pair,) = preference_pairs(triple, [TriplePairKind.BASE_OVER_DEGRADED])
    assert sides(pair) == ("base", "degraded")


def test_programs_travel_with_the_side_they_were_written_from():
    told = row(solution="right", degraded_solution="wrong", degraded_verdict="timeout")
    strong, mild, last = preference_pairs(parse(ReasoningTriple, told, "here"))
    for pair in (strong, last):
        assert (pair.chosen_solution, pair.rejected_solution) == ("right", "wrong")
        assert (pair.chosen_verdict, pair.rejected_verdict) == (Verdict.PASSED, Verdict.TIMEOUT)
    assert (mild.chosen_solution, mild.rejected_solution, mild.chosen_verdict, mild.rejected_verdict) == (None,) * 4


def test_without_programs_no_verdict_is_claimed():
    assert {pair.chosen_verdict for pair in preference_pairs(parse(ReasoningTriple, row(), "here"))} == {None}


def test_a_file_of_triples_is_a_set_of_pairs(tmp_path):
    path = tmp_path / "triples.jsonl"
    path.write_text("".join(json.dumps(row(triple_id=name, question_id=name)) + "\n" for name in ("one", "two")))
    opened = open_pairs(str(path), tmp_path)
    assert [pair.pair_id for pair in opened.store][:3] == [f"one/{kind}" for kind in TriplePairKind]
    assert len(opened.store) == 6
    assert [to_json(triple)["triple_id"] for triple in load(str(path))] == ["one", "two"]


def test_a_triple_with_a_missing_field_is_named_by_its_line(tmp_path):
    path = tmp_path / "triples.jsonl"
    path.write_text(json.dumps(row()) + "\n" + json.dumps(row(dimension=None)) + "\n")
    with pytest.raises(UserError, match=r"triples\.jsonl, line 2: field 'dimension'"):
        open_pairs(str(path), tmp_path)
    with pytest.raises(UserError, match=r"triples\.jsonl, line 2: field 'dimension'"):
        list(load(str(path)))


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(UserError, match="no such file"):
        list(load(str(tmp_path / "none.jsonl")))
