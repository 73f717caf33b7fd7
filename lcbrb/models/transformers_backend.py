"""Text generation by a transformers model in this process, on CPU or GPU."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress, islice
from typing import Any, NamedTuple

from lcbrb.errors import InfraError, UserError
from lcbrb.models.base import FinishReason, Generation, Request, Sampling, Skip
from lcbrb.models.encoding import Encoder
from lcbrb.models.loading import Dtype, LoadOptions, dtype_name, input_device, load_model
from lcbrb.models.local import LocalGenerator, Prompt
from lcbrb.models.resolve import ResolvedModel, quiet_transformers

WINDOW = 256
"""Requests that are sorted by length together."""


class Indexed(NamedTuple):
    """A prompt and the position of its request."""

    position: int
    prompt: Prompt


class TransformersGenerator(LocalGenerator):
    """A ``Generator`` over ``AutoModelForCausalLM``.

    Prompts are rendered with the model's chat template (exactly one BOS), sorted by length and padded on the left.
    Only ``Sampling`` decides how text is drawn: what the model's generation_config.json suggests is not used,
    except for its end-of-text tokens.
    """

    def __init__(
        self,
        model: ResolvedModel,
        *,
        dtype: Dtype = Dtype.AUTO,
        device: str = "auto",
        batch_tokens: int = 16_384,
        max_length: int | None = None,
        chat_template: str | None = None,
        trust_remote_code: bool = False,
        needs_template: bool = True,
    ) -> None:
        """Load the model.

        Args:
            model: folder or hub id, resolved.
            dtype: number format; ``auto`` is the checkpoint's.
            device: ``auto``, ``cpu``, ``cuda``, ….
            batch_tokens: tokens of a batch at most, counting padding and the new tokens asked for.
            max_length: prompt and new tokens together; None is the model's window.
            chat_template: a file, or ``plain``; None is the model's own.
            trust_remote_code: run code that came with the model.
            needs_template: False allows a base model, which takes bare texts alone.

        Raises:
            UserError: the model cannot be loaded, or has no chat template where one is needed.
        """
        transformers = quiet_transformers()
        super().__init__(model, Encoder(model, max_length, chat_template, trust_remote_code, needs_template))
        options = LoadOptions(dtype=dtype, device=device, trust_remote_code=trust_remote_code)
        self._model = load_model(transformers.AutoModelForCausalLM, model, options)
        self._batch_tokens = batch_tokens
        self._ends = _end_tokens(self._model, self._encoder.tokenizer)
        self._model.generation_config = transformers.GenerationConfig()

    @property
    def identity(self) -> Mapping[str, Any]:
        """Weights, number format, template and batching."""
        return {**self._identity("transformers", dtype_name(self._model)), "batch_tokens": self._batch_tokens}

    @property
    def batches_locally(self) -> bool:
        """Batches are formed here."""
        return True

    def generate(
        self, requests: Iterable[Request], sampling: Sampling, skip: Skip | None = None
    ) -> Iterator[tuple[int, Generation | InfraError]]:
        """See ``Generator.generate``. Longest prompts of every window first; equal calls give equal texts.

        A prompt that leaves no room in the model's window gets an empty text cut off at once (``LENGTH``).
        """
        numbered = enumerate(requests)
        while window := list(islice(numbered, WINDOW)):
            fitting = []
            for index, request in window:
                prompt = self._prompt(request, sampling)
                if prompt.limit >= 1:
                    fitting.append(Indexed(index, prompt))
                elif skip is None or not skip(index):
                    yield index, prompt.without_room
            for batch in plan(fitting, self._batch_tokens):
                wanted = [skip is None or not skip(index) for index, _ in batch]
                if any(wanted):
                    texts = self._run([prompt for _, prompt in batch], sampling)
                    yield from compress(zip((index for index, _ in batch), texts, strict=True), wanted)

    def _run(self, batch: Sequence[Prompt], sampling: Sampling) -> list[Generation]:
        import torch

        width = max(len(prompt.tokens) for prompt in batch)
        pad = self._pad_token()
        rows = [[pad] * (width - len(prompt.tokens)) + prompt.tokens for prompt in batch]
        mask = [[0] * (width - len(prompt.tokens)) + [1] * len(prompt.tokens) for prompt in batch]
        device = input_device(self._model)
        cuda_devices = list(range(torch.cuda.device_count()))
        with torch.inference_mode(), torch.random.fork_rng(devices=cuda_devices):
            torch.manual_seed(_batch_seed(batch))
            try:
                output = self._model.generate(
                    input_ids=torch.tensor(rows, device=device),
                    attention_mask=torch.tensor(mask, device=device),
                    generation_config=self._settings(batch[0], sampling),
                    tokenizer=self._encoder.tokenizer,
                )
            except torch.OutOfMemoryError:
                raise UserError(
                    f"Generating for {len(batch)} prompts of up to {width} tokens does not fit in memory; "
                    f"give a smaller --batch-tokens than {self._batch_tokens}."
                ) from None
        return [self._generation(prompt, row[width:]) for prompt, row in zip(batch, output.tolist(), strict=True)]

    def _settings(self, prompt: Prompt, sampling: Sampling) -> Any:
        transformers = quiet_transformers()
        drawing: dict[str, Any] = {"do_sample": False}
        if sampling.temperature > 0:
            drawing = {"do_sample": True, "temperature": sampling.temperature, "top_p": sampling.top_p, "top_k": 0}
        return transformers.GenerationConfig(
            max_new_tokens=prompt.limit,
            eos_token_id=sorted(self._ends) or None,
            pad_token_id=self._pad_token(),
            stop_strings=list(prompt.stop) or None,
            **drawing,
        )

    def _generation(self, prompt: Prompt, new_tokens: list[int]) -> Generation:
        fillers = self._ends | {self._pad_token()}
        end = next((place for place, token in enumerate(new_tokens) if token in fillers), len(new_tokens))
        text = self._encoder.tokenizer.decode(new_tokens[:end], skip_special_tokens=True)
        stops = [place for place in (text.find(stop) for stop in prompt.stop) if place >= 0]
        ended = bool(stops) or end < prompt.limit
        if not ended:
            text = text.rstrip("\ufffd")  # the bytes of a character that the limit cut in half
        return Generation(
            text=prompt.opened + (text[: min(stops)] if stops else text),
            finish_reason=FinishReason.STOP if ended else FinishReason.LENGTH,
            prompt_tokens=len(prompt.tokens),
            completion_tokens=min(end + 1, len(new_tokens)),
        )

    def _pad_token(self) -> int:
        pad = self._encoder.tokenizer.pad_token_id
        return int(pad) if pad is not None else min(self._ends, default=0)


def plan(prompts: Sequence[Indexed], batch_tokens: int) -> Iterator[list[Indexed]]:
    """Batches of prompts, longest first, each within ``batch_tokens`` where more than one prompt is in it.

    Prompts of one batch have the same limit, so that none is cut short for another's sake, and the same stops.
    """

    def order(entry: Indexed) -> tuple[int, tuple[str, ...], int, int]:
        return -entry.prompt.limit, entry.prompt.stop, -len(entry.prompt.tokens), entry.position

    batch: list[Indexed] = []
    for entry in sorted(prompts, key=order):
        if batch:
            first, prompt = batch[0].prompt, entry.prompt
            alike = (prompt.limit, prompt.stop) == (first.limit, first.stop)
            if not alike or (len(first.tokens) + prompt.limit) * (len(batch) + 1) > batch_tokens:
                yield batch
                batch = []
        batch.append(entry)
    if batch:
        yield batch


def _end_tokens(model: Any, tokenizer: Any) -> frozenset[int]:
    """Every token that ends a turn: the model's generation_config and the tokenizer often name different ones."""
    named = model.generation_config.eos_token_id
    ends = named if isinstance(named, list) else [named]
    return frozenset(int(token) for token in (*ends, tokenizer.eos_token_id) if token is not None)


def _batch_seed(batch: Sequence[Prompt]) -> int:
    """One seed for a batch: a batch draws from one stream of random numbers."""
    text = ",".join(str(prompt.seed) for prompt in batch)
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=7).digest(), "big")
