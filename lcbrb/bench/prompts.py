"""Every prompt a policy is asked with, and where it comes from. Read this file to know what a model was shown.

A problem is asked in one of two styles (chat or base) and, as a chat, with one of three think formats. Chat prompts
hold no prefilled beginning of the answer, which EvalPlus and BigCodeBench add for local models and leave out for
served ones (their ``provider/openai.py``): reasoning models cannot think behind one, and every backend gets the same.
"""

from __future__ import annotations

import hashlib
from enum import StrEnum
from typing import NamedTuple

from lcbrb.contract import Message, Problem, Protocol
from lcbrb.models.base import Request
from lcbrb.problems import mini


class PromptStyle(StrEnum):
    """Whether the model answers messages or continues a text. ``AUTO``: by whether it has a chat template."""

    AUTO = "auto"
    CHAT = "chat"
    BASE = "base"


LIVECODEBENCH_FORM = ("livecodebench", *mini.BENCHMARKS)
"""Benchmarks whose problems have LiveCodeBench's form, and are asked as it asks."""


class ThinkFormat(StrEnum):
    """How the model is to reason before it answers.

    ``NATIVE``: in the way it was trained to, through its own template. ``ANSWER_TAGS``: the paper's
    ``<think>…</think><answer>…</answer>``, asked for in words. ``NONE``: not at all; models that can switch their
    reasoning off are told to. ``AUTO``: native where the chat template knows of reasoning; else nothing is said, and
    the model, or its server, does as it does.
    """

    AUTO = "auto"
    ANSWER_TAGS = "answer-tags"
    NATIVE = "native"
    NONE = "none"


CODE_INSTRUCTION = (
    "Please provide a self-contained Python script that solves the following problem in a markdown code block:"
)
"""HumanEval+, MBPP+ and BigCodeBench (evalplus/codegen.py, run_codegen; bigcodebench/generate.py, run_codegen)."""

LIVECODEBENCH_SYSTEM = (
    "You are an expert Python programmer. You will be given a question (problem specification) and will generate a "
    "correct Python program that matches the specification and passes all tests."
)
"""lcb_runner/prompts/code_generation.py, SYSTEM_MESSAGE_GENERIC."""

LIVECODEBENCH_FUNCTION = (
    "You will use the following starter code to write the solution to the problem and enclose your code within "
    "delimiters."
)
"""Same file, FORMATTING_MESSAGE_WITH_STARTER_CODE."""

LIVECODEBENCH_STDIO = (
    "Read the inputs from stdin solve the problem and write the answer to stdout (do not directly test on the sample "
    "inputs). Enclose your code within delimiters as follows. Ensure that when the python program runs, it reads the "
    "inputs, runs the algorithm and writes output to STDOUT."
)
"""Same file, FORMATTING_WITHOUT_STARTER_CODE."""

MATH_INSTRUCTION = "Please reason step by step, and put your final answer within \\boxed{}."
"""Qwen2.5-Math's evaluation (evaluation/utils.py, PROMPT_TEMPLATES, "qwen25-math-cot")."""

ANSWER_TAGS_SYSTEM = (
    "Think the problem through before you answer. Write your reasoning between <think> and </think>, and after it "
    "your final answer between <answer> and </answer>, in the form the question asks for: "
    "<think> reasoning </think><answer> answer </answer>"
)
"""Our words for the paper's format; the paper's own are not known."""

EVALPLUS_STOPS = ("<|endoftext|>", "<|endofmask|>", "</s>", "\nif __name__", "\ndef main(", "\nprint(")
"""Where a base model's completion ends (evalplus/provider/utility.py, EOS; the same in BigCodeBench)."""

FUNCTION_STOPS = ("\ndef ", "\nclass ", "\nimport ", "\nfrom ", "\nassert ")
"""Besides, for HumanEval and BigCodeBench (same files, extra_eos_for_direct_completion)."""

MBPP_STOPS = ('\n"""', "\nassert")
"""Besides, for MBPP (same place)."""

LIVECODEBENCH_STOPS = ("###",)
"""lcb_runner/runner/parser.py, ``--stop``."""

MATH_STOPS = ("\nProblem:",)


class Example(NamedTuple):
    """A solved question, shown to base models before the one they are asked."""

    question: str
    starter_code: str
    answer: str


FUNCTION_EXAMPLE = Example(
    "You are given a list of integers nums and an integer limit.\n\nReturn how many elements of nums are larger than "
    "limit.\n\nExample 1:\n\nInput: nums = [4, 9, 2, 7], limit = 4\nOutput: 2\n\nConstraints:\n\n"
    "1 <= nums.length <= 1000\n-1000 <= nums[i], limit <= 1000",
    "class Solution:\n    def countLarger(self, nums: List[int], limit: int) -> int:\n        ",
    "class Solution:\n    def countLarger(self, nums: List[int], limit: int) -> int:\n"
    "        return sum(number > limit for number in nums)",
)
STDIO_EXAMPLE = Example(
    "You are given N integers A_1, ..., A_N. Print the sum of those that are even.\n\n-----Input-----\n\nThe first "
    "line holds N (1 <= N <= 1000). The second line holds the N integers, each between -1000 and 1000.\n\n"
    "-----Output-----\n\nPrint the sum; 0 if none of them is even.\n\n-----Example-----\nInput\n4\n3 8 5 -2\n\n"
    "Output\n6",
    "",
    "n = int(input())\nnumbers = list(map(int, input().split()))\n"
    "print(sum(number for number in numbers if number % 2 == 0))",
)
"""One example for LiveCodeBench's base prompt, as lcb_runner has one; the tasks are ours."""


def request(problem: Problem, style: PromptStyle, think: ThinkFormat, seed: int | None = None) -> Request:
    """What the model is asked about ``problem``. ``style`` is CHAT or BASE."""
    if style is PromptStyle.BASE:
        return Request(text=base_prompt(problem), stop=base_stops(problem), seed=seed)
    switch = {ThinkFormat.NATIVE: True, ThinkFormat.NONE: False, ThinkFormat.ANSWER_TAGS: False}.get(think)
    return Request(messages=chat_messages(problem, think), seed=seed, thinking=switch)


def chat_messages(problem: Problem, think: ThinkFormat) -> tuple[Message, ...]:
    """The conversation a chat model answers."""
    system, user = _chat(problem)
    if think is ThinkFormat.ANSWER_TAGS:
        system = f"{system}\n\n{ANSWER_TAGS_SYSTEM}" if system else ANSWER_TAGS_SYSTEM
    turns: list[Message] = [{"role": "system", "content": system}] if system else []
    return (*turns, {"role": "user", "content": user})


def _chat(problem: Problem) -> tuple[str, str]:
    """System and user text. BigCodeBench's instructions are in words, so they stand outside a code block."""
    if problem.protocol is Protocol.MATH:
        return "", f"{problem.statement.strip()}\n{MATH_INSTRUCTION}"
    if problem.benchmark in LIVECODEBENCH_FORM:
        return LIVECODEBENCH_SYSTEM, _livecodebench_question(problem)
    if problem.benchmark.startswith("bigcodebench") and problem.statement != problem.completion_prefix:
        return "", f"{CODE_INSTRUCTION}\n{problem.statement.strip()}\n"
    return "", f"{CODE_INSTRUCTION}\n```\n{problem.statement.strip()}\n```\n"


def _livecodebench_question(problem: Problem) -> str:
    """lcb_runner/prompts/code_generation.py, get_generic_question_template_answer."""
    if problem.starter_code:
        form, code = LIVECODEBENCH_FUNCTION, problem.starter_code
    else:
        form, code = LIVECODEBENCH_STDIO, "# YOUR CODE HERE"
    return (
        f"### Question:\n{problem.statement}\n\n### Format: {form}\n```python\n{code}\n```\n\n"
        "### Answer: (use the provided format with backticks)\n\n"
    )


def base_prompt(problem: Problem) -> str:
    """The text a base model continues; for code completion it is the beginning of the program."""
    if problem.protocol is Protocol.MATH:
        return f"Problem: {problem.statement.strip()}\nSolution:"
    if problem.benchmark not in LIVECODEBENCH_FORM:
        return problem.completion_prefix.strip() + "\n"
    example = FUNCTION_EXAMPLE if problem.starter_code else STDIO_EXAMPLE
    return _solved(example) + "\n\n" + _solved(Example(problem.statement, problem.starter_code, ""))


def _solved(example: Example) -> str:
    """lcb_runner/prompts/code_generation.py, get_base_model_question_template_answer."""
    starter = f"### Starter Code\n{example.starter_code}\n\n" if example.starter_code else ""
    return f"### Question\n{example.question}\n\n{starter}### Answer\n\n{example.answer}"


def base_stops(problem: Problem) -> tuple[str, ...]:
    """What ends a base model's continuation."""
    if problem.protocol is Protocol.MATH:
        return MATH_STOPS
    if problem.benchmark in LIVECODEBENCH_FORM:
        return LIVECODEBENCH_STOPS
    return EVALPLUS_STOPS + (MBPP_STOPS if problem.benchmark.startswith("mbpp") else FUNCTION_STOPS)


def digest(request: Request) -> bytes:
    """Of everything of a request that a model is shown."""
    parts = [request.text or "", *request.stop, str(request.thinking)]
    parts += [f"{message['role']}\1{message['content']}" for message in request.messages]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).digest()
