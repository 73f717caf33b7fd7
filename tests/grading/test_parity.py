"""Where our verdicts and the official ones agree, and where they do not."""

from lcbrb.grading.parity import Theirs, report_of


def row(task, verdict, base=None, **more):
    more = {"first_failure": None, "message": "", **more}
    return {"task_id": task, "sample_id": 0, "verdict": verdict, "base_verdict": base or verdict, **more}


def report(ours, theirs, has_base=True):
    return report_of({(entry["task_id"], 0): entry for entry in ours}, theirs, has_base)


def test_every_pair_of_verdicts_is_counted_once_for_all_tests_and_once_for_the_base_tests():
    found = report(
        [row("a", "passed"), row("b", "wrong_answer", "passed"), row("c", "timeout"), row("d", "passed")],
        {
            ("a", 0): Theirs(True, True),
            ("b", 0): Theirs(False, True),
            ("c", 0): Theirs(True, True),
            ("d", 0): Theirs(False, False),
        },
    )
    assert found["all_tests"] == {"both_pass": 1, "both_fail": 1, "only_ours_passes": 1, "only_theirs_passes": 1}
    assert found["base_tests"] == {"both_pass": 2, "both_fail": 0, "only_ours_passes": 1, "only_theirs_passes": 1}
    assert [difference["task_id"] for difference in found["differences"]] == ["c", "d"]
    assert (found["compared"], found["not_compared"]) == (4, 0)


def test_a_difference_in_the_base_tests_alone_is_one():
    ours = row("a", "wrong_answer", "wrong_answer", first_failure=0, message="Returned 1, not 2.")
    found = report([ours], {("a", 0): Theirs(False, True, 7, "wrong_answer: plus: fail")})
    (difference,) = found["differences"]
    assert (difference["first_failure"], difference["message"]) == (0, "Returned 1, not 2.")
    assert (difference["their_first_failure"], difference["their_message"]) == (7, "wrong_answer: plus: fail")
    assert (difference["their_passed"], difference["their_base_passed"]) == (False, True)


def test_a_failure_outside_the_program_on_either_side_is_not_compared():
    found = report(
        [row("a", "infra_error"), row("b", "passed"), row("c", "passed")],
        {("a", 0): Theirs(True), ("b", 0): Theirs(None)},
    )
    assert (found["compared"], found["not_compared"], found["differences"]) == (0, 3, [])


def test_base_tests_are_left_out_where_there_are_no_others():
    found = report([row("a", "passed")], {("a", 0): Theirs(True, False)}, has_base=False)
    assert "base_tests" not in found and found["differences"] == []
