"""What took long the last time starts first; a hint that is missing or damaged changes nothing."""

from lcbrb.grading.durations import Durations


def test_the_slowest_come_first_and_the_unknown_stay_in_order(tmp_path):
    durations = Durations("b", tmp_path)
    durations.note("quick", 0.1)
    durations.note("slow", 9.0)
    durations.keep()
    assert Durations("b", tmp_path).slowest_first(["x", "quick", "y", "slow"]) == ["slow", "quick", "x", "y"]
    assert Durations("other", tmp_path).slowest_first(["x", "slow", "y"]) == ["x", "slow", "y"]


def test_of_a_problems_programs_the_slowest_counts_and_none_that_did_not_run(tmp_path):
    for run in ([("x", 5.0), ("y", 4.0)], [("x", 1.0), ("x", 3.0), ("x", 0.5), ("y", 0.0)]):
        durations = Durations("b", tmp_path)
        for name, seconds in run:
            durations.note(name, seconds)
        durations.keep()
    assert Durations("b", tmp_path).slowest_first(["x", "y"]) == ["y", "x"]


def test_a_damaged_file_is_no_hint(tmp_path):
    for text in ("", "[1]", '{"x": "long"}', '{"x": 1', "\ud800"):
        (tmp_path / "b.json").write_text(text, encoding="utf-8", errors="surrogatepass")
        assert Durations("b", tmp_path).slowest_first(["y", "x"]) == ["y", "x"]


def test_a_folder_that_cannot_be_written_is_no_matter(tmp_path):
    (tmp_path / "file").write_text("")
    durations = Durations("b", tmp_path / "file")
    durations.note("x", 1.0)
    durations.keep()
