"""The packaged pair set `mini` keeps every promise of mini/README.md that a program can check."""

import json
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from importlib import resources
from pathlib import Path

import pytest

from lcbrb.contract import PreferencePair, Problem, Protocol, Verdict, parse
from lcbrb.rewards.baselines import null_baselines
from tests.support.scripts import SCRIPTS, script

ROOT = Path(__file__).resolve().parents[2]
DATA = resources.files("lcbrb.pairs") / "data"


def rows(name, record):
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [parse(record, json.loads(line), f"{name} line {number}") for number, line in enumerate(lines, 1)]


@pytest.fixture(scope="module")
def pairs():
    return rows("mini.jsonl", PreferencePair)


@pytest.fixture(scope="module")
def problems():
    return {problem.question_id: problem for problem in rows("mini_problems.jsonl", Problem)}


@pytest.fixture(scope="module")
def build_mini():
    yield script("build_mini")


@pytest.fixture(scope="module")
def mini_problems():
    yield script("mini_problems")


@pytest.mark.long
def test_the_packaged_files_are_what_the_sources_give_and_every_program_gets_its_verdict():
    done = subprocess.run([sys.executable, SCRIPTS / "build_mini.py", "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_every_packaged_pair_is_what_its_source_says_in_the_right_form(build_mini, pairs):
    packaged, sources, outlines = {pair.pair_id: pair for pair in pairs}, [], []
    for folder in build_mini.MINI.folders():
        outlines.append(script("mini_sources").read_problem(folder, build_mini.MINI))
        for source in build_mini.read_pairs(folder):
            sources.append(source)
            assert build_mini.form_faults(source) == []
            row = build_mini.to_row(outlines[-1], source)
            assert packaged.pop(row.pair_id) == row
    assert packaged == {}
    assert build_mini.set_faults(outlines, sources) == []


@pytest.mark.parametrize("name", ["seating-zeros", "bakery-tickets"])
def test_a_problem_built_anew_is_the_packaged_one(build_mini, mini_problems, problems, tmp_path, monkeypatch, name):
    monkeypatch.setattr(mini_problems, "KEPT", tmp_path)
    problem, _, faults = build_mini.build_problem(build_mini.MINI.sources / name)
    assert faults == []
    assert mini_problems.packaged(problem) == problems[name]


def test_the_check_notices_a_changed_file(build_mini, mini_problems, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(build_mini, "build", lambda: ({"mini.jsonl": "new\n"}, []))
    monkeypatch.setattr(mini_problems, "DATA", tmp_path)
    monkeypatch.setattr(sys, "argv", ["build_mini.py", "--check"])
    (tmp_path / "mini.jsonl").write_text("old\n")
    with pytest.raises(SystemExit):
        build_mini.main()
    assert "is not what the sources give" in capsys.readouterr().err


def test_a_folder_is_run_again_when_a_file_of_it_changes(mini_problems, tmp_path):
    (tmp_path / "pairs").mkdir()
    (tmp_path / "solution.py").write_text("print(1)\n")
    before = mini_problems.digest(tmp_path)
    assert mini_problems.digest(tmp_path) == before
    (tmp_path / "solution.py").write_text("print(2)\n")
    assert mini_problems.digest(tmp_path) != before


def test_ids_are_unique_and_every_pair_has_its_problem(pairs, problems):
    assert len({pair.pair_id for pair in pairs}) == len(pairs)
    assert {pair.question_id for pair in pairs} == set(problems)


def test_every_problem_has_a_date_of_its_own(problems):
    dates = [problem.contest_date for problem in problems.values()]
    assert len(set(dates)) == len(dates)
    assert len({(date.year, date.month) for date in dates}) >= 12


def test_sixty_problems_have_two_pairs_or_more_and_no_two_a_kind(pairs, problems):
    assert len(problems) >= 60 and len(pairs) >= 120
    kinds = Counter((pair.question_id, pair.kind) for pair in pairs)
    assert set(kinds.values()) == {1}
    assert min(Counter(question_id for question_id, _ in kinds).values()) >= 2


def test_problems_cover_both_protocols_and_three_difficulties_evenly(problems):
    protocols = Counter(problem.protocol for problem in problems.values())
    difficulties = Counter(problem.difficulty for problem in problems.values())
    assert set(protocols) == {Protocol.STDIO, Protocol.FUNCTION}
    assert max(protocols.values()) - min(protocols.values()) <= 1
    assert set(difficulties) == {"easy", "medium", "hard"}
    assert max(difficulties.values()) - min(difficulties.values()) <= 1


def test_every_problem_has_twelve_distinct_tests_in_the_form_of_its_protocol(problems):
    for problem in problems.values():
        assert len({test.input for test in problem.tests}) == len(problem.tests) >= 12
        if problem.protocol is Protocol.FUNCTION:
            assert problem.entry_point in problem.starter_code


def test_sides_are_single_answers_to_a_prompt_that_holds_the_problem(pairs, problems):
    for pair in pairs:
        problem = problems[pair.question_id]
        assert [message["role"] for message in pair.prompt + pair.chosen + pair.rejected] == [
            "user",
            "assistant",
            "assistant",
        ]
        assert problem.statement in pair.prompt[0]["content"]
        assert problem.starter_code in pair.prompt[0]["content"]
        assert (pair.difficulty, pair.contest_date, pair.release) == (
            problem.difficulty,
            problem.contest_date,
            problem.release,
        )


def test_chosen_code_passes_and_rejected_code_fails(pairs):
    assert {pair.chosen_verdict for pair in pairs} == {Verdict.PASSED}
    assert {pair.rejected_verdict for pair in pairs} <= {Verdict.WRONG_ANSWER, Verdict.TIMEOUT, Verdict.RUNTIME_ERROR}
    assert all(pair.chosen_solution != pair.rejected_solution for pair in pairs)


def test_length_does_not_tell_the_sides_apart(pairs):
    lengths = [(len(pair.chosen[0]["content"]), len(pair.rejected[0]["content"])) for pair in pairs]
    assert all(abs(chosen - rejected) <= 0.1 * max(chosen, rejected) for chosen, rejected in lengths)
    assert 0.4 <= sum(rejected > chosen for chosen, rejected in lengths) / len(lengths) <= 0.6


def test_form_and_tone_do_not_tell_the_sides_apart(pairs):
    form = script("mini_form")
    for pair in pairs:
        chosen, rejected = pair.chosen[0]["content"], pair.rejected[0]["content"]
        assert form.shape(chosen) == form.shape(rejected), pair.pair_id
        assert not form.HEDGES.search(chosen + rejected), pair.pair_id
        assert all(120 <= len(text.split()) <= 350 for text in (chosen, rejected)), pair.pair_id


def test_baselines_that_see_only_the_surface_stay_under_55_percent(pairs):
    figures = null_baselines(pairs)
    found = {name: figures[name]["accuracy"] for name in ("tfidf", "length", "shorter", "format")}
    assert all(accuracy < 0.55 for accuracy in found.values()), found


def test_the_name_of_the_flaw_is_not_in_what_a_model_reads(pairs):
    flaws = [build.split("\nflaw: ")[1].split("\n")[0] for build in map(Path.read_text, ROOT.glob("mini/*/pairs/*.md"))]
    assert len(flaws) == len(pairs)
    packaged = (DATA / "mini.jsonl").read_text(encoding="utf-8")
    assert not [flaw for flaw in flaws if json.dumps(flaw, ensure_ascii=False)[1:-1] in packaged]
    assert not re.search(r"\b(flaw|rejected)\b", " ".join(text_read_by_a_model(pair) for pair in pairs))


def text_read_by_a_model(pair):
    return "\n".join(message["content"] for message in pair.prompt + pair.chosen + pair.rejected)


def test_every_kind_of_flaw_is_there_and_none_dominates(pairs):
    kinds = Counter(pair.kind for pair in pairs)
    assert set(kinds) == {"factual_accuracy", "logical_rigor", "logical_coherence", "natural"}
    assert all(38 <= kinds[kind] <= 42 for kind in set(kinds) - {"natural"})


@pytest.fixture
def source(build_mini):
    return build_mini.read_pair(next(iter(sorted(ROOT.glob("mini/*/pairs/*.md")))))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda text: text + " " + "word " * 60, "more than 10% apart"),
        (lambda text: text.replace("\n\n", "\n", 1), "paragraphs"),
        (lambda text: text.replace("`", "", 2), "code spans"),
        (lambda text: text.replace(" the ", " **the** ", 1), "bold spans"),
        (lambda text: text.replace(" the ", " perhaps the ", 1), "hedges"),
        (lambda text: " ".join(text.split()[:100]), "has 100 words"),
    ],
)
def test_a_side_that_stands_out_is_reported(build_mini, source, change, fault):
    changed = replace(source, rejected=replace(source.rejected, reasoning=change(source.rejected.reasoning)))
    assert build_mini.form_faults(source) == []
    assert any(fault in sentence for sentence in build_mini.form_faults(changed))


def test_a_program_with_the_wrong_verdict_is_reported(build_mini, source):
    problem = build_mini.build_problem(source.path.parents[1])[0]
    swapped = replace(source, chosen=source.rejected, rejected=source.chosen)
    faults = build_mini.verdict_faults(problem, swapped)
    assert len(faults) == 2
    assert "the chosen code gets" in faults[0]
    assert "the rejected code gets passed" in faults[1]


@pytest.mark.parametrize(
    ("code", "verdict"),
    [
        ("while True: pass", Verdict.TIMEOUT),
        ("1 / 0", Verdict.RUNTIME_ERROR),
        ("x = [0] * 10**10", Verdict.MEMORY_LIMIT),
        ("print(input()[::-1])", Verdict.PASSED),
        ("import sys; print(sys.stdin.buffer.read()[::-1].decode())", Verdict.PASSED),
        ("print('something else')", Verdict.WRONG_ANSWER),
    ],
)
def test_the_runner_names_what_happened(build_mini, problems, code, verdict):
    stdio = next(problem for problem in problems.values() if problem.protocol is Protocol.STDIO)
    problem = replace(stdio, tests=(replace(stdio.tests[0], input="abc", output="cba\n"),))
    assert build_mini.grade(problem, code, 0.2) is verdict
