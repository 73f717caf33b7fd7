"""A chat server's text is the text, whatever shape it comes in; what is no text is a failure."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lcbrb.errors import InfraError, UserError
from lcbrb.models.base import FinishReason, Generation, Request, Sampling
from lcbrb.models.http import BadReply
from lcbrb.models.openai_backend import OpenAIGenerator, read_chat
from lcbrb.models.resolve import resolve
from lcbrb.models.transformers_backend import TransformersGenerator
from tests.support import tiny_models
from tests.support.servers import QUICK, serving


def request(text: str, seed: int | None = None) -> Request:
    return Request(({"role": "user", "content": text},), seed)


def reply(**message: Any) -> dict[str, Any]:
    finish = message.pop("finish_reason", "stop")
    return {"choices": [{"message": {"role": "assistant", **message}, "finish_reason": finish}]}


def test_a_served_model_writes_what_it_writes_here(tmp_path: Path) -> None:
    folder = tiny_models.save(tmp_path, tiny_models.build("LlamaForCausalLM", "LlamaConfig"))
    requests = [request("Hi."), request("Why is the sky blue?"), request("x " * 30)]
    sampling = Sampling(max_new_tokens=12)
    with serving("vllm", folder) as server:
        served = dict(OpenAIGenerator("rm", server.url, replace(QUICK, timeout=30)).generate(requests, sampling))
    assert served == dict(TransformersGenerator(resolve(str(folder))).generate(requests, sampling))
    assert len({result.text for result in served.values() if isinstance(result, Generation)}) == 3


def test_what_is_asked_for_is_what_is_sent() -> None:
    with serving("vllm") as server:
        generator = OpenAIGenerator("rm", server.url + "/v1/", QUICK)
        sampling = Sampling(max_new_tokens=7, temperature=0.5, top_p=0.9, seed=3, stop=("\n",))
        list(generator.generate([request("a"), request("b", seed=11)], sampling))
        bodies = {post["body"]["messages"][0]["content"]: post["body"] for post in server.seen()}
    assert {name: bodies["a"][name] for name in ("model", "max_tokens", "temperature", "top_p", "seed", "stop")} == {
        "model": "rm",
        "max_tokens": 7,
        "temperature": 0.5,
        "top_p": 0.9,
        "seed": 3,
        "stop": ["\n"],
    }
    assert bodies["b"]["seed"] == 11


def test_bare_texts_are_completed_and_thinking_is_switched_where_that_is_possible(tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({"def f": ["    return 1", "stop"], "Hi": ["Hello.", "stop"]}))
    texts = [Request(text="def f():\n", stop=("\ndef ",)), Request(text="def g():\n")]
    with serving("vllm", answers=answers) as server:
        generator = OpenAIGenerator("rm", server.url, QUICK)
        ((position, result),) = generator.generate(texts, Sampling(stop=("END",)), lambda index: index == 1)
        list(generator.generate([replace(request("Hi"), thinking=False)], Sampling()))
        completion, chat = server.seen()
    assert isinstance(result, Generation) and (position, result.text) == (0, "    return 1")
    assert completion["path"] == "/v1/completions" and completion["body"]["stop"] == ["END", "\ndef "]
    assert chat["body"]["chat_template_kwargs"] == {"enable_thinking": False}


@pytest.mark.parametrize(("engine", "neutralised"), [("vllm", True), ("sglang", True), ("unknown", False)])
def test_the_server_s_own_sampling_defaults_are_switched_off_where_that_is_possible(
    engine: str, neutralised: bool
) -> None:
    with serving(engine) as server:
        list(OpenAIGenerator("rm", server.url, QUICK).generate([request("a")], Sampling()))
        (post,) = server.seen()
    assert (post["body"].get("repetition_penalty") == 1.0) == neutralised


def test_a_lasting_failure_is_no_empty_text() -> None:
    with serving("vllm") as server:
        generator = OpenAIGenerator("rm", server.url, QUICK)
        found = dict(generator.generate([request("fine"), request("fail:status")], Sampling()))
    assert isinstance(found[0], Generation)
    assert isinstance(found[1], InfraError)


def test_nobody_at_the_address_is_said_before_anything_is_generated() -> None:
    with pytest.raises(UserError, match=r"Cannot reach http://127\.0\.0\.1:1/v1/models"):
        OpenAIGenerator("rm", "http://127.0.0.1:1", QUICK)


def test_thinking_that_comes_apart_is_put_in_front() -> None:
    for name in ("reasoning_content", "reasoning"):
        assert read_chat(reply(content="[[A]]", **{name: "hm"})).text == "<think>\nhm\n</think>\n\n[[A]]"
    cut = read_chat(reply(content=None, reasoning="hm", finish_reason="length"))
    assert cut.text == "<think>\nhm"
    assert cut.truncated


def test_token_counts_that_are_not_told_are_unknown() -> None:
    assert read_chat(reply(content="x")) == Generation("x", FinishReason.STOP, None, None)


@pytest.mark.parametrize(
    "bad",
    [
        {},
        [],
        None,
        {"choices": []},
        {"choices": [{"message": {}}]},
        reply(content=None),
        reply(content=["part"]),
        reply(content="x", finish_reason="content_filter"),
        reply(content="x", finish_reason=None),
    ],
)
def test_an_answer_without_a_finished_text_is_refused(bad: Any) -> None:
    with pytest.raises(BadReply):
        read_chat(bad)
