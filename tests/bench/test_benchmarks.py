"""Which problems a run takes."""

from datetime import date

import pytest

from lcbrb.bench.benchmarks import PAPER_BENCHMARKS, Selection, load, select
from lcbrb.errors import UserError
from lcbrb.problems import Split


def test_paper_is_the_papers_set() -> None:
    found = select("paper", limit=3)
    assert found.benchmarks == PAPER_BENCHMARKS
    assert (found.release, found.start, found.end) == ("release_v5", date(2024, 10, 1), date(2025, 2, 1))
    assert found.split is Split.COMPLETE and found.limit == 3


def test_the_hard_subset_is_a_benchmark_of_its_own() -> None:
    assert select("bigcodebench", hard=True).benchmarks == ("bigcodebench-hard",)


@pytest.mark.parametrize(
    ("names", "more", "message"),
    [
        ("humaneval+,nope", {}, "Unknown benchmark 'nope'; choose paper, or among"),
        ("mbpp+,mbpp+", {}, "named twice"),
        (" , ", {}, "names none"),
        ("humaneval,humaneval+", {}, "name humaneval\\+ alone"),
        ("mbpp+", {"release": "release_v5"}, "not among --benchmarks"),
        ("mbpp+", {"hard": True}, "are for bigcodebench"),
        ("paper", {"release": "release_v6"}, "fixes release"),
        ("mbpp+", {"files": ["humaneval+=x"]}, "write BENCHMARK=FILE"),
    ],
)
def test_what_does_not_fit_is_refused(names: str, more: dict[str, object], message: str) -> None:
    with pytest.raises(UserError, match=message):
        select(names, **more)  # type: ignore[arg-type]


def test_a_selection_comes_back_from_a_manifest() -> None:
    chosen = select("livecodebench,bigcodebench", release="v5", start=date(2024, 10, 1), split=Split.INSTRUCT, limit=2)
    assert Selection.from_json(chosen.to_json(), {}) == chosen


def test_the_limit_takes_the_first_problems(problems: list[str]) -> None:
    (found,) = load(select("humaneval+", files=problems[:1], limit=3))
    assert [outline.question_id for outline in found.outlines] == ["HumanEval/0", "HumanEval/1", "HumanEval/2"]
    assert found.describe()["problems"] == 3


def test_the_papers_window_has_its_problems(data_folder: object) -> None:
    chosen = select("livecodebench", release="release_v5", start=date(2024, 10, 1), end=date(2025, 2, 1))
    (found,) = load(chosen)
    assert len(found.outlines) == 166
