r"""Mathematics in statements, for the review page: LaTeX becomes MathML or a symbol, and what is no LaTeX stays text.

Formulas stand between marks, ``$1 \leq N$`` (Codeforces), or are bare commands in the text where the marks were lost on
the way, ``1 \leq N`` (AtCoder's statements in LiveCodeBench).
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape, unescape
from typing import TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_GROUP = r"\{(?:[^{}]|\{[^{}]*\})*\}"
_BARE = re.compile(
    rf"\\(?:d?frac\s*{_GROUP}\s*{_GROUP}|(?:sqrt|mathrm|mathbf|text|texttt|operatorname|overline)\s*{_GROUP}"
    r"|(?P<symbol>[A-Z]?[a-z]+))"
)
_LAYOUT = {"displaystyle", "rm", "left", "right", "limits", "quad"}
"""Commands that only say how something looks; bare, they say nothing."""
_NAMES = {"min", "max", "gcd", "lcm", "log", "bmod", "mod", "deg", "sin", "cos", "tan", "det", "dim"}
"""Commands that are set as their own name."""
_UNSAFE = {"href", "style", "class", "id"}
"""Attributes that LaTeX can ask for and a page must not obey."""


def use(markdown: MarkdownIt) -> MarkdownIt:
    """Let a renderer show LaTeX."""
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    def formula(source: str, options: dict[str, bool]) -> str:
        return mathml(source, display=options["display_mode"]) or escape(source)

    markdown.use(dollarmath_plugin, allow_digits=False, allow_space=False, double_inline=True, renderer=formula)
    markdown.core.ruler.push("bare_latex", _bare_latex)
    return markdown


def mathml(source: str, display: bool = False) -> str | None:
    """Convert a formula; None where it is none, or asks for more than to be shown."""
    from latex2mathml.converter import convert

    try:
        converted = convert(
            source.replace("<", r"\lt ").replace(">", r"\gt "), display="block" if display else "inline"
        )
        root = ElementTree.fromstring(converted)
    except Exception:  # the library raises whatever a malformed formula leads to, IndexError among others
        return None
    names = {name for element in root.iter() for name in element.attrib}
    if names & _UNSAFE or any(name.startswith("on") for name in names) or "\\" in "".join(root.itertext()):
        return None
    return converted


@lru_cache(maxsize=1024)
def symbol(name: str) -> str | None:
    """Return the character or the word that a bare command stands for; None for an unknown one."""
    from latex2mathml.symbols_parser import convert_symbol

    if name in _LAYOUT:
        return ""
    code = convert_symbol(f"\\{name}")
    if code is not None and re.fullmatch(r"[0-9A-F]+", code):
        return chr(int(code, 16))
    return name if name in _NAMES else None


def _bare_latex(state: StateCore) -> None:
    """Replace the bare commands in the text, but not those in code."""
    for block in state.tokens:
        if block.type == "inline" and block.children:
            block.children = [new for token in block.children for new in _replaced(token)]


def _replaced(token: Token) -> list[Token]:
    """The tokens that a token of text becomes; another one stays as it is."""
    if token.type != "text" or "\\" not in token.content:
        return [token]
    shown = _BARE.sub(_show, escape(token.content, quote=False))
    return [token.copy(type="html_inline", content=shown)]


def _show(match: re.Match[str]) -> str:
    """A command as HTML. The text around it is escaped already, so a command is unescaped before it is converted."""
    if match["symbol"] is not None:
        shown = symbol(match["symbol"])
        return match[0] if shown is None else escape(shown)
    return mathml(unescape(match[0])) or match[0]
