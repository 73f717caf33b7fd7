"""What a policy is shown."""

import pytest

from lcbrb.bench.policy import settle
from lcbrb.bench.prompts import PromptStyle, ThinkFormat, base_prompt, chat_messages, request
from lcbrb.contract import Problem, Protocol
from lcbrb.errors import UserError

EVALPLUS = Problem("HumanEval/0", "humaneval+", "def f(a):\n", Protocol.FUNCTION, (), completion_prefix="def f(a):\n")
STDIO = Problem("abc1_a", "livecodebench", "Print two.", Protocol.STDIO, ())
LEETCODE = Problem(
    "1", "livecodebench", "Add.", Protocol.FUNCTION, (), starter_code="class Solution:\n    def f(self):"
)
INSTRUCT = Problem("BigCodeBench/0", "bigcodebench", "Do it.", Protocol.UNITTEST, (), completion_prefix="def task():\n")


def user(problem: Problem, think: ThinkFormat = ThinkFormat.NONE) -> str:
    return chat_messages(problem, think)[-1]["content"]


def test_evalplus_problems_stand_in_a_code_block() -> None:
    assert user(EVALPLUS) == (
        "Please provide a self-contained Python script that solves the following problem in a markdown code block:\n"
        "```\ndef f(a):\n```\n"
    )
    assert len(chat_messages(EVALPLUS, ThinkFormat.NONE)) == 1


def test_bigcodebench_instructions_do_not() -> None:
    assert user(INSTRUCT).endswith("code block:\nDo it.\n")


def test_livecodebench_is_asked_as_its_runner_asks() -> None:
    system, _ = chat_messages(STDIO, ThinkFormat.NONE)
    assert system["role"] == "system" and system["content"].startswith("You are an expert Python programmer.")
    assert user(STDIO).startswith(
        "### Question:\nPrint two.\n\n### Format: Read the inputs from stdin solve the problem"
    )
    assert user(STDIO).endswith(
        "```python\n# YOUR CODE HERE\n```\n\n### Answer: (use the provided format with backticks)\n\n"
    )
    assert "```python\nclass Solution:\n    def f(self):\n```\n\n" in user(LEETCODE)


def test_answer_tags_are_asked_for_beside_the_benchmarks_own_words() -> None:
    for problem in (EVALPLUS, STDIO):
        system, question = chat_messages(problem, ThinkFormat.ANSWER_TAGS)
        assert "<answer>" in system["content"] and question["content"] == user(problem)


def test_a_base_model_continues_the_program_or_a_solved_example() -> None:
    assert base_prompt(EVALPLUS) == "def f(a):\n"
    assert base_prompt(LEETCODE).count("### Starter Code") == 2
    assert base_prompt(STDIO).endswith("### Question\nPrint two.\n\n### Answer\n\n")
    assert request(STDIO, PromptStyle.BASE, ThinkFormat.NONE).stop == ("###",)
    assert "\nclass " in request(EVALPLUS, PromptStyle.BASE, ThinkFormat.NONE).stop


@pytest.mark.parametrize(
    ("think", "switch"),
    [(ThinkFormat.NATIVE, True), (ThinkFormat.NONE, False), (ThinkFormat.ANSWER_TAGS, False), (ThinkFormat.AUTO, None)],
)
def test_models_that_can_switch_their_thinking_are_told(think: ThinkFormat, switch: bool | None) -> None:
    assert request(EVALPLUS, PromptStyle.CHAT, think).thinking is switch


class Template:
    """A policy as far as its template goes."""

    name = "some/model"

    def __init__(self, chats: bool, thinks: bool) -> None:
        self.chats, self.thinks = chats, thinks


@pytest.mark.parametrize(
    ("chats", "thinks", "style", "think"),
    [
        (True, True, PromptStyle.CHAT, ThinkFormat.NATIVE),
        (True, False, PromptStyle.CHAT, ThinkFormat.AUTO),
        (False, False, PromptStyle.BASE, ThinkFormat.NONE),
    ],
)
def test_auto_goes_by_the_template(chats: bool, thinks: bool, style: PromptStyle, think: ThinkFormat) -> None:
    assert settle(Template(chats, thinks), PromptStyle.AUTO, ThinkFormat.AUTO) == (style, think)  # type: ignore[arg-type]


def test_a_base_model_is_not_asked_to_think() -> None:
    with pytest.raises(UserError, match="no chat template"):
        settle(Template(False, False), PromptStyle.AUTO, ThinkFormat.ANSWER_TAGS)  # type: ignore[arg-type]
    with pytest.raises(UserError, match="for chat models"):
        settle(Template(True, False), PromptStyle.BASE, ThinkFormat.NATIVE)  # type: ignore[arg-type]
