"""The review page: what a reviewer is shown, and nothing that tells the sides apart."""

from __future__ import annotations

from typing import Any

from lcbrb.build.records import BuiltPair
from lcbrb.review.latex import use as use_latex
from lcbrb.review.votes import first_side


def render_page(reviewer: str, nonce: str) -> str:
    """The page itself; the pairs are fetched by its script.

    Args:
        reviewer: whose votes it is for.
        nonce: of the content security policy, for its one script and style.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    page = Environment(loader=PackageLoader("lcbrb.review", "templates"), autoescape=True, undefined=StrictUndefined)
    return page.get_template("review.html.j2").render(reviewer=reviewer, nonce=nonce)


def shown(pair: BuiltPair, reviewer: str) -> dict[str, Any]:
    """A pair as the page gets it: problem and two reasonings as HTML, in the reviewer's own order."""
    texts = {"chosen": pair.chosen[-1]["content"], "rejected": pair.rejected[-1]["content"]}
    first = first_side(pair, reviewer)
    second = "rejected" if first == "chosen" else "chosen"
    return {
        "problem": to_html(pair.prompt[-1]["content"]),
        "first": to_html(texts[first]),
        "second": to_html(texts[second]),
        "title": " · ".join(filter(None, (pair.question_id, pair.platform, pair.difficulty))),
    }


def to_html(markdown: str) -> str:
    """Markdown with LaTeX as HTML. Tags in the text are shown, not obeyed; links and images stay as written."""
    from markdown_it import MarkdownIt

    renderer = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["link", "image", "autolink"])
    return str(use_latex(renderer).render(markdown))
