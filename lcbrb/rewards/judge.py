"""Generative judges: any language model that answers chat messages, asked which side of a pair is better."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lcbrb.contract import PairScore, PreferencePair
from lcbrb.errors import InfraError
from lcbrb.hashing import hash64
from lcbrb.models.base import Generation, Generator, Request, Sampling
from lcbrb.models.resolve import ResolvedModel
from lcbrb.rewards.base import ModelCard, ScoreScale
from lcbrb.rewards.gather import Gather
from lcbrb.rewards.judge_prompts import absolute_messages, pairwise_messages, prompt_hash
from lcbrb.rewards.options import Backend, JudgeMode, ScoringOptions

BLOCK = 32
"""Pairs asked in one ``generate`` call of a backend that forms its own batches; repeated whole after a restart."""

NEW_TOKENS = 1024
"""Of an answer where no number is asked for."""

GENERATION_BATCH_TOKENS = 16_384
"""Tokens of a batch of questions where none are asked for; generation gains from wide batches on any device."""

MIDDLE_MARK = 5.5
"""What an answer without a readable mark counts: the middle of 1 to 10."""

_LETTER = re.compile(r"\[\[ ?([ABC]) ?\]\]")
_MARK = re.compile(r"\[\[ ?(10|[1-9])(?:/10)? ?\]\]")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood of a judge's answer. ``value`` is None where it holds no readable verdict."""

    value: float | None
    truncated: bool
    prompt_tokens: int | None


class Judge:
    """A ``RewardModel`` over any ``Generator``.

    Pairwise, every pair is asked twice, each side once as response A. An order gives the chosen side 1, 0, or 0.5
    for a tie; ``score_chosen`` is the mean over both orders and ``score_chosen_swapped`` the order in which the
    rejected side came first. An answer without a readable verdict counts 0.5 for its order and one parse failure.
    ``truncated_chosen`` and ``truncated_rejected`` say that the judge's own answer was cut off when that side
    came first, and the token counts are those of the prompt with that side first.

    Absolute, each side gets a mark from 1 to 10 by itself, equal texts once; no readable mark counts 5.5 and one
    parse failure.

    An answer that was cut off at ``max_new_tokens`` has no verdict, whatever it says on the way.
    """

    def __init__(
        self, generator: Generator, mode: JudgeMode = JudgeMode.PAIRWISE, sampling: Sampling | None = None
    ) -> None:
        self._generator = generator
        self._mode = mode
        self._sampling = sampling or Sampling()

    @property
    def card(self) -> ModelCard:
        """What the judge is."""
        return ModelCard(
            name=self._generator.name,
            kind=f"judge ({self._mode.value})",
            scale=ScoreScale.PROBABILITY if self._mode is JudgeMode.PAIRWISE else ScoreScale.RANK,
            identity={
                **self._generator.identity,
                **dataclasses.asdict(self._sampling),
                "judge_mode": self._mode.value,
                "prompt_hash": prompt_hash(),
            },
            notes={},
        )

    def score(self, pairs: Sequence[PreferencePair], done: bytearray) -> Iterator[PairScore]:
        """See ``RewardModel.score``. Rows come in the order of ``pairs``.

        Raises:
            UserError: the generator cannot work with these messages.
            InfraError: the generator broke down for good; the rest of the pairs stays unscored.
        """
        if not self._generator.batches_locally:
            yield from self._score(pairs, (index for index in range(len(pairs)) if not done[index]))
            return
        for start in range(0, len(pairs), BLOCK):
            block = range(start, min(start + BLOCK, len(pairs)))
            wanted = [index for index in block if not done[index]]
            if wanted:
                yield from self._score(pairs, block, set(wanted))

    def _score(
        self, pairs: Sequence[PreferencePair], indices: Iterable[int], wanted: set[int] | None = None
    ) -> Iterator[PairScore]:
        gather: Gather[Request, Reading] = Gather(
            queries=lambda index: self._requests(pairs[index]),
            key=_request_key,
            ask=self._ask,
            row=lambda index, readings: self._row(pairs[index], readings),
            failed=lambda index, error: PairScore.of(pairs[index], None, None, infra_error=str(error)),
        )
        for index, row in gather.rows(indices):
            if wanted is None or index in wanted:
                yield row

    def _requests(self, pair: PreferencePair) -> tuple[Request, Request]:
        if self._mode is JudgeMode.PAIRWISE:
            conversations = (pairwise_messages(pair, first="chosen"), pairwise_messages(pair, first="rejected"))
        else:
            conversations = (absolute_messages(pair, "chosen"), absolute_messages(pair, "rejected"))
        first, second = (Request(messages, self._seed(messages[-1]["content"])) for messages in conversations)
        return first, second

    def _seed(self, text: str) -> int | None:
        """A seed of its own for every conversation, so that a sample does not depend on what else is asked."""
        if self._sampling.temperature == 0:
            return None
        return hash64(f"{self._sampling.seed}\0{text}") % 2**31

    def _ask(self, requests: Iterable[Request]) -> Iterator[tuple[int, Reading | InfraError]]:
        for position, result in self._generator.generate(requests, self._sampling):
            yield position, result if isinstance(result, InfraError) else read(result, self._mode)

    def _row(self, pair: PreferencePair, readings: Sequence[Reading]) -> PairScore:
        first, second = readings
        if self._mode is JudgeMode.PAIRWISE:
            in_order = _or(first.value, 0.5)
            swapped = 1 - _or(second.value, 0.5)
            mean = (in_order + swapped) / 2
            scores = (mean, 1 - mean)
            both_orders = {"score_chosen_swapped": swapped, "score_rejected_swapped": 1 - swapped}
        else:
            scores = (_or(first.value, MIDDLE_MARK), _or(second.value, MIDDLE_MARK))
            both_orders = {}
        return PairScore.of(
            pair,
            *scores,
            **both_orders,
            tokens_chosen=first.prompt_tokens,
            tokens_rejected=second.prompt_tokens,
            truncated_chosen=first.truncated,
            truncated_rejected=second.truncated,
            parse_failures=sum(reading.value is None for reading in readings),
        )


def local_generator(model: ResolvedModel, options: ScoringOptions) -> Generator:
    """The language model of a judge that runs in this process.

    Raises:
        UserError: it cannot be loaded, or its backend is not installed.
    """
    if options.backend is Backend.VLLM:
        from lcbrb.models.vllm_backend import VllmGenerator

        return VllmGenerator(
            model,
            dtype=options.dtype,
            max_length=options.max_length,
            chat_template=options.chat_template,
            trust_remote_code=options.trust_remote_code,
        )
    from lcbrb.models.transformers_backend import TransformersGenerator

    return TransformersGenerator(
        model,
        dtype=options.dtype,
        device=options.device,
        batch_tokens=options.batch_tokens or GENERATION_BATCH_TOKENS,
        max_length=options.max_length,
        chat_template=options.chat_template,
        trust_remote_code=options.trust_remote_code,
    )


def sampling(options: ScoringOptions) -> Sampling:
    """How a judge's answers are drawn."""
    return Sampling(options.max_new_tokens or NEW_TOKENS, options.temperature, seed=options.seed)


def read(generation: Generation, mode: JudgeMode) -> Reading:
    """Read the last verdict after any thinking: P(A is better), or a mark from 1 to 10.

    An answer that was cut off, or never left its thinking, has none.
    """
    value = None if generation.truncated else _verdict(generation.text, mode)
    return Reading(value, generation.truncated, generation.prompt_tokens)


def _verdict(text: str, mode: JudgeMode) -> float | None:
    _, closed, answer = text.rpartition("</think>")
    if not closed and text.lstrip().startswith("<think>"):
        return None
    found = (_LETTER if mode is JudgeMode.PAIRWISE else _MARK).findall(answer)
    if not found:
        return None
    return {"A": 1.0, "B": 0.0, "C": 0.5}[found[-1]] if mode is JudgeMode.PAIRWISE else float(found[-1])


def _or(value: float | None, otherwise: float) -> float:
    return otherwise if value is None else value


def _request_key(request: Request) -> bytes:
    text = json.dumps([request.messages, request.seed])
    return hashlib.blake2b(text.encode(), digest_size=16).digest()
