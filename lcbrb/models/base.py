"""The one interface through which the project generates text, whatever produces it.

A backend takes an iterable of requests and yields each result, with the position of its request, as soon as it
is known. A request that failed for outside reasons yields an ``InfraError``; it never becomes an empty text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol, TypeAlias

from lcbrb.contract import Message
from lcbrb.errors import InfraError, UserError

Skip: TypeAlias = Callable[[int], bool]
"""Tells of a request's position whether its result is not wanted."""


class FinishReason(StrEnum):
    """Why a generation ended. ``LENGTH``: it was cut off at ``max_new_tokens``, so its end is missing."""

    STOP = "stop"
    LENGTH = "length"


@dataclass(frozen=True, slots=True)
class Sampling:
    """How to draw text. ``temperature == 0`` is greedy; ``top_p`` then has no effect.

    ``stop`` strings end a generation and are not part of its text.

    Raises:
        UserError: a value outside its range.
    """

    max_new_tokens: int = 2048
    temperature: float = 0.0
    top_p: float = 1.0
    seed: int = 0
    stop: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.max_new_tokens < 1:
            raise UserError(f"max_new_tokens is {self.max_new_tokens}; give at least 1.")
        if not 0 <= self.temperature < float("inf"):
            raise UserError(f"temperature is {self.temperature}; give 0 (greedy) or more.")
        if not 0 < self.top_p <= 1:
            raise UserError(f"top_p is {self.top_p}; give a number above 0 and up to 1.")


@dataclass(frozen=True, slots=True)
class Request:
    """One prompt: ``messages`` for the model to answer, or else a bare ``text`` for it to continue.

    ``seed`` overrides ``Sampling.seed``, so that the samples of one prompt can differ; ``stop`` adds to
    ``Sampling.stop``. ``thinking`` turns the reasoning of models that leave the choice on or off (the template
    variable ``enable_thinking`` of Qwen3 and its like); None leaves it to the template.
    """

    messages: tuple[Message, ...] = ()
    seed: int | None = None
    text: str | None = None
    stop: tuple[str, ...] = ()
    thinking: bool | None = None


@dataclass(frozen=True, slots=True)
class Generation:
    """One generated text, as the model wrote it (thinking included), without the stop string.

    Where the prompt's template opened the thinking already, the text starts with that opening mark.
    """

    text: str
    finish_reason: FinishReason
    prompt_tokens: int | None
    completion_tokens: int | None
    """Counts of the model's own tokens; None where a server does not say."""

    @property
    def truncated(self) -> bool:
        """Whether the text was cut off."""
        return self.finish_reason is FinishReason.LENGTH


class Generator(Protocol):
    """A language model that answers chat messages."""

    @property
    def name(self) -> str:
        """What reports call it."""

    @property
    def identity(self) -> Mapping[str, Any]:
        """Every setting besides ``Sampling`` that can change a text (model revision, template hash, dtype, …)."""

    @property
    def chats(self) -> bool:
        """Whether it takes messages; a model without a chat template takes bare texts alone."""

    @property
    def thinks(self) -> bool:
        """Whether its chat template knows of reasoning between marks. False where nobody can tell (servers)."""

    @property
    def batches_locally(self) -> bool:
        """Whether one ``generate`` call forms its batches itself, so that neighbours can change a text by rounding.

        Equal calls then give equal texts. A caller that must get the same texts after a restart repeats whole
        calls (see ``Judge``). False for servers, whose batches no client decides.
        """

    def generate(
        self, requests: Iterable[Request], sampling: Sampling, skip: Skip | None = None
    ) -> Iterator[tuple[int, Generation | InfraError]]:
        """Yield ``(position of the request, result)`` for every request, each as soon as it is known.

        ``requests`` is read as results are needed, so it may be endless or larger than memory. Requests that
        ``skip`` names still take their places in the batches that are formed here, so that the others get the
        texts of a call without ``skip``; batches of skipped requests alone are not run.

        Raises:
            UserError: the requests cannot work (no chat template, server unreachable at the start, …).
            InfraError: the backend broke down for good; results not yielded so far are missing.
        """
