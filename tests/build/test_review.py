"""Blind voting on a local page, and what becomes of the votes."""

import http.client
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from lcbrb.build.records import BuiltPair, read_dropped, read_pairs
from lcbrb.review.page import to_html
from lcbrb.review.server import Review, address, serve
from lcbrb.review.votes import Named, first_side, order
from lcbrb.runs import read_rows
from tests.build import tasks
from tests.support.chromium import chromium
from tests.support.cli import Outcome, run_here


@pytest.fixture
def review(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    """``lcbrb review ARGUMENTS`` in this process."""
    return lambda *arguments: run_here(capsys, monkeypatch, "review", *arguments)


@pytest.fixture
def url(built: Path) -> Iterator[str]:
    """Where Ada votes."""
    voting = Review.open(built, "ada")
    server = serve(voting, 0)
    Thread(target=server.serve_forever, daemon=True).start()
    yield address(server, voting)
    server.shutdown()
    server.server_close()


def ask(url: str, path: str = "", method: str = "GET", body: str | None = None, host: str | None = None):
    """Status and text of a request."""
    rest = url.removeprefix("http://")
    where, _, token = rest.partition("/")
    connection = http.client.HTTPConnection(where)
    connection.request(method, f"/{token}{path}", body, {"Host": host} if host else {})
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def pairs_of(folder: Path) -> list[BuiltPair]:
    return read_pairs(folder / "pairs.jsonl", "")


def cast(folder: Path, reviewer: str, votes: dict[str, str]) -> None:
    """Vote for sides by their names, through the places where this reviewer sees them."""
    voting = Review.open(folder, reviewer)
    for number, pair in enumerate(voting.pairs):
        if (side := votes.get(pair.pair_id)) is not None:
            named = Named.FIRST if side == first_side(pair, reviewer) else Named.SECOND
            voting.vote(number, Named.NEITHER if side == "neither" else named)
    voting.rows.close()


def test_a_person_votes_by_keyboard_and_sees_the_problem(built: Path, url: str, tmp_path: Path) -> None:
    pairs = order(pairs_of(built), "ada")
    with chromium(tmp_path / "profile") as page:
        page.open(url)
        page.wait_for("document.getElementById('progress').textContent.startsWith('Pair 1 of')")
        assert tasks.PROBLEMS[pairs[0].question_id][1] in page.evaluate("document.getElementById('problem').innerText")
        shown = page.evaluate("document.getElementById('first').innerText")
        assert shown.split() == getattr(pairs[0], first_side(pairs[0], "ada"))[0]["content"].split()
        everything = page.evaluate("document.documentElement.outerHTML").lower()
        assert not any(word in everything for word in ("chosen", "rejected", "passed", "wrong_answer"))
        page.press("1")
        page.wait_for("document.getElementById('progress').textContent.startsWith('Pair 2 of')")
        page.press("2")
        page.wait_for("document.getElementById('progress').textContent.startsWith('Pair 3 of')")
        page.press("ArrowLeft")
        page.wait_for("!!document.querySelector('#side-second.voted')")
        page.press("0")
        page.wait_for("document.getElementById('progress').textContent.startsWith('Pair 3 of')")
    rows = list(read_rows(built / "review" / "votes-ada.jsonl"))
    assert [(row["pair_id"], row["vote"]) for row in rows] == [
        (pairs[0].pair_id, "first"),
        (pairs[1].pair_id, "second"),
        (pairs[1].pair_id, "neither"),
    ]


def test_a_reviewer_who_comes_back_goes_on_where_they_stopped(built: Path) -> None:
    pairs = pairs_of(built)
    cast(built, "ada", {pairs[0].pair_id: "chosen"})
    with (built / "review" / "votes-ada.jsonl").open("ab") as rows:
        rows.write(b'{"pair_id": "killed while wri')
    again = Review.open(built, "ada")
    assert sum(again.state()["voted"]) == 1
    assert [pair.pair_id for pair in again.pairs] == [pair.pair_id for pair in order(pairs, "ada")]


def test_sides_and_order_differ_between_reviewers_and_fall_both_ways(built: Path) -> None:
    (pair, *_) = pairs_of(built)
    assert {first_side(pair, f"reviewer-{number}") for number in range(20)} == {"chosen", "rejected"}
    orders = {tuple(each.pair_id for each in order(pairs_of(built), f"reviewer-{number}")) for number in range(20)}
    assert len(orders) > 1


def test_only_the_page_itself_is_answered(built: Path, url: str) -> None:
    assert ask(url, "state")[0] == 200
    assert ask(url.replace(url.split("/")[3], "guessed"), "state")[0] == 404
    assert ask(url, "state", host="evil.example")[0] == 404
    assert ask(url, "vote/0", "POST", '{"vote": "chosen"}')[0] == 400
    assert ask(url, "vote/99", "POST", '{"vote": "first"}')[0] == 404
    assert ask(url, "pair/../../etc/passwd")[0] == 404
    assert not (built / "review" / "votes-ada.jsonl").exists()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (r"1 \leq N \lt 10, A_1, \ldots, A_N", "1 ≤ N &lt; 10, A_1, …, A_N"),
        (r"N \leq 5 and \displaystyle \min(a, b)", "N ≤ 5 and  min(a, b)"),
        (r"the marks were lost: \ldotsC", "the marks were lost: …C"),
        (r"`\leq` is code", "<code>\\leq</code> is code"),
        (r"an \unknown command", r"an \unknown command"),
        ("it costs $5, and $6 tomorrow", "it costs $5, and $6 tomorrow"),
        (r"an unfinished $\frac{1}{$", r"\frac{1}{"),
    ],
)
def test_commands_of_latex_become_symbols_and_the_rest_stays_text(text: str, html: str) -> None:
    assert html in to_html(text)


@pytest.mark.parametrize("text", [r"$\frac{a < b}{2}$", r"\frac{a < b}{2}", r"$$\frac{a < b}{2}$$"])
def test_a_formula_is_set_as_mathematics(text: str) -> None:
    html = to_html(text)
    assert "<mfrac>" in html and "<mi>a</mi>" in html and "\\" not in html


@pytest.mark.parametrize(
    "formula",
    [
        r"\href{javascript:alert(1)}{x}",
        r"\style{color:red}{x}",
        r"\text{<img src=x onerror=alert(1)>}",
        r"\class{a}{x}",
    ],
)
@pytest.mark.parametrize("mark", ["$", "$$", ""])
def test_a_formula_that_asks_for_more_than_to_be_shown_stays_text(formula: str, mark: str) -> None:
    html = to_html(f"{mark}{formula}{mark}")
    assert "<math" not in html and "<img" not in html and "href=" not in html and "style=" not in html


def test_the_browser_sets_a_formula(url: str, tmp_path: Path) -> None:
    with chromium(tmp_path / "profile") as page:
        page.open(url)
        page.wait_for("document.getElementById('progress').textContent.startsWith('Pair 1 of')")
        formula = json.dumps(to_html(r"$\frac{1}{2}$"))
        page.evaluate(f"document.getElementById('problem').innerHTML = {formula}")
        assert page.evaluate("document.querySelector('mfrac').getBoundingClientRect().height") > page.evaluate(
            "document.querySelector('mn').getBoundingClientRect().height"
        )


def test_nothing_in_a_text_is_obeyed() -> None:
    html = to_html("<script>alert(1)</script> ![x](http://a/b.png) [y](javascript:alert(1))\n\n`a < b`")
    assert "<script" not in html and "<img" not in html and "<a " not in html and "<code>a &lt; b</code>" in html


def test_agreement_is_measured_and_pairs_without_it_are_dropped(built: Path, review) -> None:
    first, second, third, fourth, *_ = (pair.pair_id for pair in pairs_of(built))
    cast(built, "ada", {first: "chosen", second: "chosen", third: "rejected", fourth: "chosen"})
    cast(built, "bob", {first: "chosen", second: "rejected", third: "rejected"})
    done = review(built, "--report")
    assert (
        done.status == 0 and "Cohen's kappa" in done.stdout and "on 3 shared pairs, 2 of them unanimous" in done.stdout
    )
    assert [pair.pair_id for pair in read_pairs(built / "reviewed.jsonl", "")] == [first]
    reasons = {entry.name: entry.reason for entry in read_dropped(built, "review")}
    assert (reasons[second], reasons[third], reasons[fourth]) == (
        "reviewers_disagree",
        "reviewers_against",
        "few_votes",
    )
    made = json.loads((built / "review" / "report.json").read_text())
    assert made["kappa"] is not None and made["votes"] == {"chosen": 4, "rejected": 3}


def test_three_reviewers_are_measured_by_fleiss(built: Path, review) -> None:
    for name in ("ada", "bob", "eve"):
        cast(built, name, {pair.pair_id: "chosen" for pair in pairs_of(built)})
    assert "Fleiss' kappa: 1.00" in review(built, "--report").stdout


def test_a_changed_vote_counts_once_and_votes_on_other_texts_do_not(built: Path, review) -> None:
    (first, *_) = (pair.pair_id for pair in pairs_of(built))
    for side in ("rejected", "chosen"):
        cast(built, "ada", {first: side})
    cast(built, "bob", {first: "chosen"})
    text = (built / "pairs.jsonl").read_text()
    review(built, "--report")
    assert len(read_pairs(built / "reviewed.jsonl", "")) == 1
    (built / "pairs.jsonl").write_text(text.replace(tasks.FLAWED, "Something else"))
    assert "Nobody has voted" in review(built, "--report").refusal()


def test_reviewed_pairs_are_what_is_published(
    built: Path, review, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ada", "bob"):
        cast(built, name, {pair.pair_id: "chosen" for pair in pairs_of(built)[:2]})
    assert review(built, "--report").status == 0
    done: Outcome = run_here(capsys, monkeypatch, "publish", built, "--repo", "org/name", "--dry-run")
    assert done.stdout.startswith("2 reviewed pairs")
    card = (built / "published" / "README.md").read_text()
    assert "2 people voted blind" in card and "| review | 2 | reviewed pairs |" in card


def test_a_port_in_use(built: Path, review) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused = review(built, "--reviewer", "ada", "--port", port, "--no-browser").refusal()
    assert refused == f"Port {port} of 127.0.0.1 is in use; choose another --port, or none for a free one."


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ((), "needs --reviewer NAME"),
        (("--reviewer", "../ada"), "use up to 41 letters"),
        (("--report",), "Nobody has voted on the pairs"),
        (("--reviewer", "ada", "--port", 70000, "--no-browser"), "--port 70000 is no port"),
    ],
)
def test_reviews_that_cannot_be(built: Path, review, told: tuple[object, ...], sentence: str) -> None:
    assert sentence in review(built, *told).refusal()
