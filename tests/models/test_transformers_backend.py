"""Text from batches is the text the model gives each prompt alone."""

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from lcbrb.errors import UserError
from lcbrb.models.base import FinishReason, Generation, Request, Sampling
from lcbrb.models.local import Prompt
from lcbrb.models.resolve import resolve
from lcbrb.models.transformers_backend import Indexed, TransformersGenerator, plan
from tests.support import tiny_models

PROMPTS = ["Hi.", "Why is the sky blue on a clear day, and red in the evening?", "Count: one two", "x " * 60, "Hi."]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    model = tiny_models.build("LlamaForCausalLM", "LlamaConfig")
    return tiny_models.save(tmp_path_factory.mktemp("lm"), model)


@pytest.fixture(scope="module")
def generator(folder: Path) -> TransformersGenerator:
    return TransformersGenerator(resolve(str(folder)), batch_tokens=300)


def requests(texts: list[str], seed: int | None = None) -> list[Request]:
    return [
        Request(({"role": "user", "content": text},), None if seed is None else seed + number)
        for number, text in enumerate(texts)
    ]


def texts(generator: Any, prompts: list[str], sampling: Sampling, seed: int | None = None) -> list[str]:
    found = dict(generator.generate(requests(prompts, seed), sampling))
    assert sorted(found) == list(range(len(prompts)))
    return [found[index].text for index in range(len(prompts))]


def alone(folder: Path, prompt: str, new_tokens: int) -> list[int]:
    """Greedy tokens of one prompt through transformers itself."""
    import transformers

    model = transformers.AutoModelForCausalLM.from_pretrained(folder).eval()
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    ids = tokenizer.apply_chat_template(
        [{"role": "user", "content": prompt}], add_generation_prompt=True, return_tensors="pt", return_dict=True
    )
    output = model.generate(**ids, max_new_tokens=new_tokens, do_sample=False)
    return output[0, ids["input_ids"].shape[1] :].tolist()  # type: ignore[no-any-return]


def test_greedy_text_of_a_batch_is_that_of_each_prompt_alone(folder: Path, generator: TransformersGenerator) -> None:
    decode = tiny_models.tokenizer().decode
    wanted = [decode(alone(folder, prompt, 12), skip_special_tokens=True) for prompt in PROMPTS]
    assert texts(generator, PROMPTS, Sampling(max_new_tokens=12)) == wanted
    assert len(set(wanted)) == len(set(PROMPTS))


def test_longest_prompts_come_first_and_lengths_are_told(generator: TransformersGenerator) -> None:
    found = list(generator.generate(requests(PROMPTS), Sampling(max_new_tokens=4)))
    assert found[0][0] == 3
    lengths = [result.prompt_tokens for _, result in found if isinstance(result, Generation)]
    assert lengths == sorted(lengths, key=lambda length: -(length or 0))
    assert all(result.finish_reason is FinishReason.LENGTH for _, result in found if isinstance(result, Generation))
    assert all(result.completion_tokens == 4 for _, result in found if isinstance(result, Generation))


def test_the_model_s_own_suggestions_for_sampling_are_not_used(folder: Path, tmp_path: Path) -> None:
    model = tiny_models.build("LlamaForCausalLM", "LlamaConfig")
    suggesting = tiny_models.save(tmp_path, model)
    path = suggesting / "generation_config.json"
    path.write_text(json.dumps({"do_sample": True, "temperature": 5.0, "repetition_penalty": 3.0, "top_k": 2}))
    sampling = Sampling(max_new_tokens=20)
    plain = texts(TransformersGenerator(resolve(str(folder))), PROMPTS, sampling)
    assert texts(TransformersGenerator(resolve(str(suggesting))), PROMPTS, sampling) == plain


def test_every_end_token_the_model_names_ends_a_text(folder: Path, tmp_path: Path) -> None:
    tokens = alone(folder, "Hi.", 8)
    end = next(place for place, token in enumerate(tokens) if place > 2 and token not in tokens[:place])
    ending = tiny_models.save(tmp_path, tiny_models.build("LlamaForCausalLM", "LlamaConfig"))
    (ending / "generation_config.json").write_text(json.dumps({"eos_token_id": [2, tokens[end]]}))
    generator = TransformersGenerator(resolve(str(ending)))
    ((_, result),) = generator.generate(requests(["Hi."]), Sampling(max_new_tokens=8))
    assert isinstance(result, Generation)
    assert result.text == tiny_models.tokenizer().decode(tokens[:end])
    assert result.finish_reason is FinishReason.STOP
    assert result.completion_tokens == end + 1


def test_a_stop_string_ends_a_text_and_is_not_part_of_it(generator: TransformersGenerator) -> None:
    (whole,) = texts(generator, ["Hi."], Sampling(max_new_tokens=20))
    stop = whole[9:14]
    ((_, result),) = generator.generate(requests(["Hi."]), Sampling(max_new_tokens=20, stop=(stop, "never there")))
    assert isinstance(result, Generation)
    assert result.text == whole[: whole.index(stop)]
    assert result.finish_reason is FinishReason.STOP


def test_sampling_is_a_function_of_the_seeds_and_leaves_the_caller_s_chance_alone(
    generator: TransformersGenerator,
) -> None:
    sampling = Sampling(max_new_tokens=12, temperature=1.0, top_p=0.9)
    torch.manual_seed(3)
    before = torch.get_rng_state()
    first = texts(generator, PROMPTS, sampling, seed=5)
    assert torch.equal(torch.get_rng_state(), before)
    torch.manual_seed(4)
    assert texts(generator, PROMPTS, sampling, seed=5) == first
    assert texts(generator, PROMPTS, sampling, seed=6) != first


def test_a_prompt_over_the_window_gets_an_empty_cut_off_text_and_the_others_are_answered(folder: Path) -> None:
    generator = TransformersGenerator(resolve(str(folder)), max_length=80)
    found = dict(generator.generate(requests(["x " * 100, "Hi."]), Sampling(max_new_tokens=500)))
    assert isinstance(found[0], Generation)
    assert found[0].text == "" and found[0].truncated
    assert isinstance(found[1], Generation)
    assert (found[1].prompt_tokens or 0) + (found[1].completion_tokens or 0) == 80
    assert found[1].finish_reason is FinishReason.LENGTH


def test_a_model_without_chat_template_is_said(tmp_path: Path) -> None:
    tokenizer = tiny_models.tokenizer()
    tokenizer.chat_template = None
    folder = tiny_models.save(tmp_path, tiny_models.build("LlamaForCausalLM", "LlamaConfig"), tokenizer)
    with pytest.raises(UserError, match="has no chat template; give one with --chat-template"):
        TransformersGenerator(resolve(str(folder)))


def test_a_base_model_continues_a_bare_text_and_each_prompt_has_its_own_stop(tmp_path: Path) -> None:
    tokenizer = tiny_models.tokenizer()
    tokenizer.chat_template = None
    folder = tiny_models.save(tmp_path, tiny_models.build("LlamaForCausalLM", "LlamaConfig"), tokenizer)
    generator = TransformersGenerator(resolve(str(folder)), needs_template=False)
    assert not generator.chats
    asked = [Request(text="def f(n):\n"), Request(text="print(")]
    whole = dict(generator.generate(asked, Sampling(max_new_tokens=20)))
    assert isinstance(whole[0], Generation) and isinstance(whole[1], Generation)
    assert whole[0].prompt_tokens == len(tokenizer("def f(n):\n")["input_ids"])
    stop = whole[0].text[6:10]
    stopped = dict(
        generator.generate([Request(text="def f(n):\n", stop=(stop,)), asked[1]], Sampling(max_new_tokens=20))
    )
    assert isinstance(stopped[0], Generation)
    assert stopped[0].text == whole[0].text[: whole[0].text.index(stop)] and not stopped[0].truncated
    assert stopped[1] == whole[1]
    with pytest.raises(UserError, match="chat template refuses"):
        list(generator.generate(requests(["Hi."]), Sampling()))


def test_thinking_that_the_template_opens_is_part_of_the_text(folder: Path, tmp_path: Path) -> None:
    template = tmp_path / "template.jinja"
    words = "{% for turn in messages %}{{ turn['content'] }}{% endfor %}"
    template.write_text(words + "{% if enable_thinking is not false %}<think>\n{% endif %}")
    generator = TransformersGenerator(resolve(str(folder)), chat_template=str(template))
    assert generator.thinks
    messages = requests(["Hi."])[0].messages
    for thinking, opened in ((None, True), (True, True), (False, False)):
        ((_, result),) = generator.generate([Request(messages, thinking=thinking)], Sampling(max_new_tokens=4))
        assert isinstance(result, Generation) and result.text.startswith("<think>\n") is opened


@pytest.mark.parametrize("temperature", [0.0, 1.0])
def test_skipped_requests_keep_their_places_in_the_batches(
    generator: TransformersGenerator, temperature: float
) -> None:
    asked, sampling = requests(PROMPTS, seed=1), Sampling(max_new_tokens=12, temperature=temperature)
    whole = dict(generator.generate(asked, sampling))
    rest = dict(generator.generate(asked, sampling, lambda index: index in (1, 3)))
    assert rest == {index: result for index, result in whole.items() if index not in (1, 3)}
    assert list(generator.generate(asked, sampling, lambda index: True)) == []


@given(st.lists(st.tuples(st.integers(1, 90), st.sampled_from([8, 8, 8, 3])), max_size=40), st.integers(20, 400))
def test_batches_hold_every_prompt_once_within_their_budget(shapes: list[tuple[int, int]], batch_tokens: int) -> None:
    prompts = [
        Indexed(position, Prompt([0] * length, limit, 0, "", ())) for position, (length, limit) in enumerate(shapes)
    ]
    batches = list(plan(prompts, batch_tokens))
    assert sorted(entry.position for batch in batches for entry in batch) == list(range(len(prompts)))
    for batch in batches:
        assert len({entry.prompt.limit for entry in batch}) == 1
        width = max(len(entry.prompt.tokens) for entry in batch) + batch[0].prompt.limit
        assert len(batch) == 1 or width * len(batch) <= batch_tokens


def test_settings_out_of_range_are_said() -> None:
    for settings in ({"max_new_tokens": 0}, {"temperature": -1.0}, {"temperature": float("nan")}, {"top_p": 0.0}):
        with pytest.raises(UserError, match=next(iter(settings))):
            Sampling(**settings)  # type: ignore[arg-type]
