"""The packaged training set `mini-train` keeps every promise of mini_train/README.md that a program can check."""

import json
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from lcbrb.contract import Protocol, Verdict
from lcbrb.grading.grade import grade, open_sandbox
from lcbrb.pairs.sources import open_pairs
from lcbrb.pairs.triples import TriplePairKind, load
from lcbrb.problems import load as load_problems
from lcbrb.rewards.baselines import null_baselines
from tests.support.scripts import SCRIPTS, script

DIMENSIONS = {"factual_accuracy", "logical_rigor", "logical_coherence"}


@pytest.fixture(scope="module")
def triples():
    return list(load())


@pytest.fixture(scope="module")
def problems():
    return load_problems("mini-train")


@pytest.fixture(scope="module")
def build():
    return script("build_mini_train")


@pytest.mark.long
def test_the_packaged_files_are_what_the_sources_give_and_every_program_gets_its_verdict():
    done = subprocess.run([sys.executable, SCRIPTS / "build_mini_train.py", "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_every_packaged_triple_is_what_its_source_says_in_the_right_form(build, triples):
    packaged, sources, outlines = {triple.triple_id: triple for triple in triples}, [], []
    for folder in build.MINI_TRAIN.folders():
        outlines.append(script("mini_sources").read_problem(folder, build.MINI_TRAIN))
        for source in build.read_triples(folder):
            sources.append(source)
            assert build.form_faults(source) == []
            row = build.to_row(outlines[-1], source)
            assert packaged.pop(row.triple_id) == row
    assert packaged == {}
    assert build.set_faults(outlines, sources) == []


def test_there_are_two_hundred_triples_one_a_dimension_for_each_problem(triples, problems):
    assert len(triples) >= 200
    assert {triple.question_id for triple in triples} == set(problems)
    told = Counter((triple.question_id, triple.dimension) for triple in triples)
    assert set(told.values()) == {1} and len(told) == 3 * len(problems)
    assert {triple.dimension for triple in triples} == DIMENSIONS


def test_no_problem_is_one_of_mini(problems):
    mini = load_problems("mini")
    assert not set(problems) & set(mini)
    statements = {outline.statement for outline in mini.outlines()}
    assert not statements & {outline.statement for outline in problems.outlines()}


def test_problems_cover_both_protocols_and_three_difficulties(problems):
    protocols = Counter(outline.protocol for outline in problems.outlines())
    assert set(protocols) == {Protocol.STDIO, Protocol.FUNCTION}
    assert max(protocols.values()) - min(protocols.values()) <= 2
    assert set(Counter(outline.difficulty for outline in problems.outlines())) == {"easy", "medium", "hard"}


def test_every_problem_has_twelve_distinct_tests(problems):
    for question_id in problems:
        tests = problems[question_id].tests
        assert len({test.input for test in tests}) == len(tests) >= 12


def test_in_the_gate_solutions_pass_and_degraded_programs_fail_as_the_triple_says(triples, problems):
    # One triple of every fourth problem; the build runs them all. Timeouts are told from one second here.
    chosen = {triple.question_id: triple for triple in triples if triple.dimension == "logical_rigor"}
    found, said = {}, {}
    with open_sandbox() as sandbox:
        for question_id, triple in list(chosen.items())[::4]:
            problem = problems[question_id]
            found[question_id] = (
                grade(problem, triple.solution, sandbox).verdict,
                grade(replace(problem, time_limit=1.0), triple.degraded_solution, sandbox).verdict,
            )
            said[question_id] = (Verdict.PASSED, triple.degraded_verdict)
    assert found == said


def test_the_pairs_of_the_triples_are_a_set_by_name(triples, tmp_path):
    opened = open_pairs("mini-train", tmp_path)
    assert opened.origin == "packaged triples mini-train"
    assert Counter(pair.kind for pair in opened.store) == {kind.value: len(triples) for kind in TriplePairKind}


@pytest.mark.parametrize("kind", TriplePairKind)
def test_the_surface_does_not_tell_the_sides_of_any_kind_apart(kind, tmp_path):
    pairs = [pair for pair in open_pairs("mini-train", tmp_path).store if pair.kind == kind]
    figures = null_baselines(pairs)
    found = {name: figures[name]["accuracy"] for name in ("length", "shorter", "format")}
    assert all(accuracy < 0.55 for accuracy in found.values()), found


def test_the_sentences_on_what_differs_are_not_in_what_a_model_reads(build, triples):
    sources = [source for folder in build.MINI_TRAIN.folders() for source in build.read_triples(folder)]
    texts = "\n".join(message["content"] for triple in triples for message in read_by_a_model(triple))
    assert not [source for source in sources if source.flaw in texts or source.improvement in texts]
    assert not re.search(r"\b(flaw|degraded|optimized)\b", texts)


def read_by_a_model(triple):
    return (*triple.prompt, *triple.base, *triple.optimized, *triple.degraded)


@pytest.fixture
def source(build):
    return build.read_triples(build.MINI_TRAIN.folders()[0])[0]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda text: text + " " + "word " * 60, "more than 10% apart"),
        (lambda text: text.replace("\n\n", "\n", 1), "paragraphs"),
        (lambda text: text.replace(" the ", " **the** ", 1), "bold spans"),
        (lambda text: text.replace(" the ", " perhaps the ", 1), "hedges"),
        (lambda text: " ".join(text.split()[:60]), "has 60 words"),
    ],
)
def test_a_text_that_stands_out_is_reported(build, source, change, fault):
    changed = replace(source, degraded=replace(source.degraded, reasoning=change(source.degraded.reasoning)))
    assert build.form_faults(source) == []
    assert any(fault in sentence for sentence in build.form_faults(changed))


def folder_with(tmp_path, build, **texts):
    """A copy of a problem's folder with changed files, named by their stems."""
    original = build.MINI_TRAIN.folders()[0]
    folder = tmp_path / original.name
    for path in original.rglob("*.*"):
        copy = folder / path.relative_to(original)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(texts.get(path.stem.partition("-")[2] or path.stem, path.read_text()))
    return folder


def test_a_folder_without_a_dimension_is_refused(build, tmp_path):
    folder = folder_with(tmp_path, build)
    next(folder.glob("triples/*-logical_rigor.md")).unlink()
    (fault,) = build.build_problem(folder)[2]
    assert "must have one triple for each of factual_accuracy, logical_rigor, logical_coherence" in fault


def test_a_degraded_program_that_passes_is_reported(build, tmp_path, monkeypatch):
    monkeypatch.setattr(script("mini_problems"), "KEPT", tmp_path / "kept")
    original = build.MINI_TRAIN.folders()[0]
    triple = next(original.glob("triples/*-logical_rigor.md")).read_text()
    right = (original / "solution.py").read_text()
    forged = re.sub(r"```python\n.*```", lambda _: f"```python\n{right}```", triple, flags=re.DOTALL)
    faults = build.build_problem(folder_with(tmp_path, build, logical_rigor=forged))[2]
    assert any("the degraded code gets passed, not wrong_answer" in fault for fault in faults), faults


def test_one_problem_can_be_checked_alone(build):
    name = build.MINI_TRAIN.folders()[0].name
    done = subprocess.run([sys.executable, SCRIPTS / "build_mini_train.py", name], capture_output=True, text=True)
    assert done.returncode == 0 and done.stdout.startswith(f"{name}: "), done.stderr
    done = subprocess.run([sys.executable, SCRIPTS / "build_mini_train.py", "none"], capture_output=True, text=True)
    assert done.returncode == 1 and "mini_train/none/problem.md is missing" in done.stderr


def test_the_files_are_lines_of_json_with_every_field_named():
    path = Path(__file__).parents[2] / "lcbrb" / "pairs" / "data" / "mini_train.jsonl"
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    assert {tuple(row) for row in rows} == {tuple(rows[0])}
