"""What generators share whose model is loaded here: prompts are rendered and tokenised in this process."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from lcbrb.models.base import FinishReason, Generation, Request, Sampling
from lcbrb.models.encoding import Encoder
from lcbrb.models.resolve import ResolvedModel


class Prompt(NamedTuple):
    """A request as the model takes it."""

    tokens: list[int]
    limit: int
    """New tokens at most: what was asked for, or what the model's window leaves."""
    seed: int
    opened: str
    """What of the reply the prompt holds already: an opening mark of reasoning."""
    stop: tuple[str, ...]

    @property
    def without_room(self) -> Generation:
        """The answer where ``limit`` is below 1: an empty text, cut off at once."""
        return Generation("", FinishReason.LENGTH, len(self.tokens), 0)


class LocalGenerator:
    """A model, its encoder, and what both say of themselves. Prompts begin with exactly one BOS."""

    def __init__(self, model: ResolvedModel, encoder: Encoder) -> None:
        self._model_source = model
        self._encoder = encoder

    @property
    def name(self) -> str:
        """The model as the person named it."""
        return self._model_source.name

    @property
    def chats(self) -> bool:
        """Whether there is a chat template."""
        return self._encoder.has_template

    @property
    def thinks(self) -> bool:
        """Whether the template knows of reasoning."""
        return self._encoder.knows_thinking

    def _identity(self, backend: str, dtype: str) -> Mapping[str, Any]:
        """Weights, number format and template."""
        return {
            "backend": backend,
            "revision": self._model_source.revision,
            "dtype": dtype,
            **self._encoder.identity,
        }

    def _prompt(self, request: Request, sampling: Sampling) -> Prompt:
        tokens, opened = self._encoder.opening(request)
        return Prompt(
            tokens,
            limit=min(sampling.max_new_tokens, self._encoder.max_length - len(tokens)),
            seed=sampling.seed if request.seed is None else request.seed,
            opened=opened,
            stop=(*sampling.stop, *request.stop),
        )
