"""An audit fails a set with a planted artefact, by the check that is made for it, and passes one without."""

import json
import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from lcbrb.audit.audit import audit
from lcbrb.audit.checks import Status
from lcbrb.contract import PreferencePair, Verdict
from lcbrb.errors import UserError
from lcbrb.pairs.sources import PairSet
from lcbrb.pairs.store import PairStore
from tests.support.cli import run_process, write_pairs

WORDS = """array index loop window prefix sum greedy stack queue heap node edge path tree cost bound case empty sorted
value count left right middle swap merge split carry digit prime parity cycle depth visit colour weight limit answer
""".split()  # noqa: SIM905


def sentences(rng, number):
    return " ".join(" ".join(rng.choices(WORDS, k=rng.randint(6, 12))).capitalize() + "." for _ in range(number))


def clean_pairs(count=160, per_problem=2):
    """Both sides are drawn alike: nothing tells them apart."""
    rng, made = random.Random(7), []
    for number in range(count):
        prompt = sentences(random.Random(f"problem {number // per_problem}"), 4)
        chosen, rejected = (sentences(rng, rng.randint(5, 9)) for _ in range(2))
        made.append(
            PreferencePair(
                pair_id=f"p{number}",
                question_id=f"q{number // per_problem}",
                prompt=({"role": "user", "content": prompt},),
                chosen=({"role": "assistant", "content": chosen},),
                rejected=({"role": "assistant", "content": rejected},),
                contest_date=date(2025, 1, 1) + timedelta(days=number),
                chosen_verdict=Verdict.PASSED,
                rejected_verdict=Verdict.WRONG_ANSWER,
            )
        )
    return made


def changed(pair, **columns):
    answers = {
        name: ({"role": "assistant", "content": columns.pop(name)},)
        for name in ("chosen", "rejected")
        if name in columns
    }
    return replace(pair, **answers, **columns)


def content(pair, side="chosen"):
    return getattr(pair, side)[0]["content"]


@pytest.fixture
def audited(tmp_path):
    def run(pairs, **options):
        store = PairStore.build(tmp_path / "cache", ((f"row {n}", pair) for n, pair in enumerate(pairs)))
        report = audit(PairSet("planted", store, "test", store.revision), **options)
        return report, {check["name"]: check for check in report["checks"]}

    return run


def failed(checks):
    return {name for name, check in checks.items() if check["status"] == Status.FAILED}


def test_a_clean_set_passes(audited):
    report, checks = audited(clean_pairs())
    assert report["passed"] and failed(checks) == set()
    assert report["pairs"] == 160 and report["problems"] == 80


@pytest.mark.parametrize("longer", ["chosen", "rejected"])
def test_a_set_whose_one_side_is_longer_fails_by_length(audited, longer):
    rng = random.Random(3)
    pairs = [changed(pair, **{longer: f"{content(pair, longer)} {sentences(rng, 4)}"}) for pair in clean_pairs()]
    report, checks = audited(pairs)
    assert not report["passed"]
    assert {"probe: length", "probe: layout"} <= failed(checks)


def test_a_telltale_phrase_on_a_third_of_the_chosen_sides_is_named(audited):
    pairs = [
        changed(pair, chosen=content(pair) + " The invariant holds.") if number % 3 == 0 else pair
        for number, pair in enumerate(clean_pairs())
    ]
    _, checks = audited(pairs)
    assert "telltale phrases" in failed(checks)
    assert any("invariant holds" in row["phrase"] for row in checks["telltale phrases"]["figures"]["phrases"])


def test_a_phrase_that_stands_only_on_rejected_sides_fails_as_well(audited):
    pairs = [changed(pair, rejected="Hmm, " + content(pair, "rejected")) for pair in clean_pairs()]
    assert {"telltale phrases", "probe: words"} <= failed(audited(pairs)[1])


def test_layout_of_one_side_fails_the_set(audited):
    pairs = [changed(pair, chosen=content(pair).replace(". ", ".\n- ")) for pair in clean_pairs()]
    assert {"probe: format", "probe: layout"} <= failed(audited(pairs)[1])


def test_pairs_that_stand_twice_with_a_word_changed_are_found(audited):
    pairs = clean_pairs()
    twin = changed(
        pairs[4], pair_id="twin", question_id="q-other", chosen=content(pairs[4]) + " Done.",
        prompt=({"role": "user", "content": "Another story."},),
    )  # fmt: skip
    _, checks = audited([*pairs, twin])
    assert failed(checks) == {"near-duplicate pairs"}
    assert checks["near-duplicate pairs"]["figures"]["examples"] == [["p4", "twin"]] or checks["near-duplicate pairs"][
        "figures"
    ]["examples"] == [("p4", "twin")]


def test_one_problem_under_two_names_is_found(audited):
    pairs = clean_pairs()
    pairs[10] = changed(pairs[10], question_id="renamed")
    assert failed(audited(pairs)[1]) == {"near-duplicate problems"}


def test_equal_sides_and_wrong_verdicts_fail(audited):
    pairs = clean_pairs()
    pairs[0] = changed(pairs[0], rejected=content(pairs[0]) + " \n")
    pairs[1] = changed(pairs[1], rejected_verdict=Verdict.PASSED)
    assert failed(audited(pairs)[1]) == {"sides differ", "verdicts"}


def test_a_problem_of_a_training_set_is_found_by_text_and_by_id(audited, tmp_path):
    pairs = clean_pairs()
    training = tmp_path / "training"
    training.mkdir()
    rows = [{"id": number, "question": sentences(random.Random(f"training {number}"), 5)} for number in range(50)]
    (training / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert failed(audited(pairs, training=[training])[1]) == set()

    rows += [{"conversations": [{"value": "Solve this: " + pairs[6].prompt[0]["content"].upper()}]}, {"task_id": "q9"}]
    (training / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    _, checks = audited(pairs, training=[training])
    assert failed(checks) == {"overlap with training"}
    assert {row["question_id"] for row in checks["overlap with training"]["figures"]["examples"]} == {"q3", "q9"}


def test_a_shared_instruction_is_no_overlap(audited, tmp_path):
    instruction = " ".join(f"word{number}" for number in range(40))
    pairs = [
        changed(pair, prompt=({"role": "user", "content": f"{instruction} {pair.prompt[0]['content']}"},))
        for pair in clean_pairs(40)
    ]
    (tmp_path / "t.jsonl").write_text(json.dumps({"text": instruction}) + "\n")
    assert failed(audited(pairs, training=[tmp_path / "t.jsonl"])[1]) == set()


def test_pairs_before_a_cutoff_are_counted(audited):
    _, checks = audited(clean_pairs(), cutoff=date(2025, 1, 11))
    assert checks["contamination dates"]["status"] == Status.WARNING
    assert checks["contamination dates"]["figures"]["before_cutoff"] == 10


def test_what_may_be_chance_on_a_few_pairs_is_a_warning(audited):
    pairs = [
        changed(pair, chosen="First word. " * (4 if number < 5 else 2), rejected="First word. " * 3)
        for number, pair in enumerate(clean_pairs(8, per_problem=1))
    ]
    check = audited(pairs)[1]["probe: length"]
    assert check["figures"]["accuracy"] == 5 / 8
    assert check["status"] == Status.WARNING and "may be chance" in check["says"]


def test_a_threshold_that_makes_no_sense_is_refused(audited):
    with pytest.raises(UserError, match=r"not between 0\.5 and 1"):
        audited(clean_pairs(4), threshold=0.4)


def test_the_command_ends_with_1_where_a_set_fails_and_writes_the_report(tmp_path):
    pairs = [changed(pair, rejected="Hmm, " + content(pair, "rejected")) for pair in clean_pairs()]
    done = run_process("audit", "--pairs", write_pairs(tmp_path / "p.jsonl", pairs), "--output", tmp_path / "out")
    assert done.status == 1, done.stderr
    assert "telltale phrases" in done.stdout and "fails" in done.stdout
    assert json.loads((tmp_path / "out" / "audit.json").read_text())["passed"] is False


def test_the_command_passes_the_packaged_set(tmp_path):
    done = run_process("audit", "--pairs", "mini", "--output", tmp_path)
    assert done.status == 0, done.stdout + done.stderr


def test_a_missing_training_set_is_one_sentence(tmp_path):
    refused = run_process("audit", "--pairs", "mini", "--training", tmp_path / "none.jsonl", "--output", tmp_path)
    assert "none.jsonl: no such file" in refused.refusal()
