"""From what the policy wrote to the program that is graded."""

from __future__ import annotations

from lcbrb.bench.prompts import LIVECODEBENCH_FORM, PromptStyle, ThinkFormat, base_prompt
from lcbrb.contract import Problem, Protocol, Verdict
from lcbrb.grading.extract import Extraction, extract_code, trim_completion
from lcbrb.grading.math import extract_answer
from lcbrb.models.base import FinishReason, Generation


def read(problem: Problem, generation: Generation, style: PromptStyle, think: ThinkFormat) -> Extraction:
    """The solution in an answer (in mathematics: the part that holds it), or NO_CODE or TRUNCATED.

    A chat model's last complete code block counts, also where the text was cut off behind it, unless the model was
    still thinking. A base model's completion counts as it stands, up to where it goes on with something else.
    """
    # A model trained to think may leave its opening mark to the template: without any mark it was still thinking.
    still_thinking = think is ThinkFormat.NATIVE and generation.truncated
    if problem.protocol is Protocol.MATH:
        finish = generation.finish_reason.value
        return extract_answer(generation.text, thinking_open=still_thinking, finish_reason=finish)
    if style is PromptStyle.BASE:
        return _continuation(problem, generation)
    return extract_code(
        generation.text,
        entry_point=problem.entry_point,
        thinking_open=still_thinking,
        finish_reason=generation.finish_reason.value,
    )


def _continuation(problem: Problem, generation: Generation) -> Extraction:
    if problem.benchmark in LIVECODEBENCH_FORM:
        code = generation.text.strip()
        if generation.truncated:
            return Extraction(None, Verdict.TRUNCATED)
        return Extraction(code) if code else Extraction(None, Verdict.NO_CODE)
    prompt = base_prompt(problem)
    completion = trim_completion(generation.text, prompt)
    cut_off = generation.finish_reason is FinishReason.LENGTH and completion == generation.text
    return Extraction(None, Verdict.TRUNCATED) if cut_off else Extraction(prompt + completion)
