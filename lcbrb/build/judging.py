"""The judge stage: a language model says of both sides of every candidate whether the reasoning is sound."""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from lcbrb.build.prompts import QUESTIONS, judge_messages, prompt_hash
from lcbrb.build.records import CANDIDATES, JUDGE, SAMPLES, VOTES, BuiltPair, JudgeVote, Vote, read_pairs
from lcbrb.contract import Manifest, to_json
from lcbrb.errors import InfraError, UserError
from lcbrb.grading.extract import without_thinking
from lcbrb.hashing import hash64
from lcbrb.models.base import Generation, Generator, Request, Sampling
from lcbrb.runs import RunFolder, environment, read_manifest, read_rows

KIND = "lcbrb build judge"


@dataclass(frozen=True, slots=True)
class JudgeSettings:
    """How the judge is asked. Several votes need a temperature, or they would be one vote."""

    votes: int = 3
    temperature: float = 0.7
    max_new_tokens: int = 2048
    seed: int = 0

    def __post_init__(self) -> None:
        if self.votes > 1 and self.temperature == 0:
            raise UserError(f"--votes {self.votes} at --judge-temperature 0 would be one vote {self.votes} times.")

    @property
    def sampling(self) -> Sampling:
        """How its answers are drawn."""
        return Sampling(self.max_new_tokens, self.temperature, seed=self.seed)


class Ballot(NamedTuple):
    """One answer to be had: which side, and the running number of the vote."""

    question_id: str
    sample_id: int
    vote: int


class Watcher:
    """Is told how judging goes; this one says nothing."""

    def start(self, done: int, total: int) -> None:
        """Judging begins with ``done`` of ``total`` votes known already."""

    def advance(self, failed: bool) -> None:
        """One more vote is there, or failed for outside reasons."""


def judge(
    folder: Path, load: Callable[[], Generator], settings: JudgeSettings, watcher: Watcher | None = None
) -> str | None:
    """Ask the judge about every side of every candidate that it has not answered yet.

    The judge is loaded only where a vote is missing.

    Returns:
        Why it stopped before the end, if it did.

    Raises:
        UserError: no candidates; another judge's votes in the folder; a judge that cannot be had.
    """
    watcher = watcher or Watcher()
    pairs = read_pairs(folder / CANDIDATES, "run the stage before it, `lcbrb build pair`")
    asked = dict(_ballots(pairs, settings))
    if not asked:
        return None
    model = load()
    if not model.chats:
        raise UserError(f"Judge {model.name} has no chat template, so it cannot be asked; choose a chat model.")
    samples = read_manifest(folder / SAMPLES)
    identity = {
        "judge": model.name,
        **model.identity,
        "votes": settings.votes,
        "temperature": settings.temperature,
        "max_new_tokens": settings.max_new_tokens,
        "seed": settings.seed,
        "prompt_hash": prompt_hash(),
        "samples": hashlib.sha256(json.dumps(samples["identity"], sort_keys=True).encode()).hexdigest(),
    }
    with RunFolder.open(folder / JUDGE, VOTES, Manifest(KIND, identity, environment())) as run:
        run.keep_rows(lambda row: row["infra_error"] is None)
        done = {_ballot(row) for row in run.rows()}
        watcher.start(len(done & asked.keys()), len(asked))
        try:
            for row in _votes(model, asked, done, settings.sampling):
                run.append(row)
                watcher.advance(row["infra_error"] is not None)
        except InfraError as error:
            return str(error)
    return None


def _votes(
    model: Generator, asked: Mapping[Ballot, Request], done: set[Ballot], sampling: Sampling
) -> Iterator[dict[str, Any]]:
    """Rows of the votes that are missing. All are asked for in the same order, so that batches stay the same."""
    ballots = list(asked)
    if done.issuperset(ballots):
        return
    requests = (asked[ballot] for ballot in ballots)
    for position, result in model.generate(requests, sampling, lambda index: ballots[index] in done):
        ballot = ballots[position]._asdict()
        if isinstance(result, InfraError):
            yield {**ballot, "infra_error": str(result)}
            continue
        vote = read_vote(result)
        yield {**ballot, **to_json(vote), "text": result.text, "truncated": result.truncated, "infra_error": None}


def _ballots(pairs: Sequence[BuiltPair], settings: JudgeSettings) -> Iterator[tuple[Ballot, Request]]:
    """All that is asked, longest first as policies are; a vote has a seed of its own."""
    found = []
    for pair in pairs:
        for side, said, solution in (
            (pair.chosen_side, pair.chosen, pair.chosen_solution),
            (pair.rejected_side, pair.rejected, pair.rejected_solution),
        ):
            messages = judge_messages(pair.prompt, said[-1]["content"], solution or "")
            for vote in range(settings.votes):
                ballot = Ballot(pair.question_id, side.sample_id, vote)
                seed = hash64(f"{settings.seed}\0{pair.question_id}\0{side.sample_id}\0{vote}") % 2**31
                found.append((ballot, Request(messages, seed)))
    yield from sorted(found, key=lambda entry: (-len(entry[1].messages[-1]["content"]), entry[0]))


def read_vote(generation: Generation) -> JudgeVote:
    """The last answer to each question after any thinking; an answer that was cut off has none."""
    text = None if generation.truncated else without_thinking(generation.text, thinking_open=False)
    return JudgeVote(**{field: _answer(text or "", word) for field, word in QUESTIONS.items()})


def _answer(text: str, word: str) -> Vote:
    found = re.findall(rf"^\W*{word}\W+(yes|no)\b", text, re.IGNORECASE | re.MULTILINE)
    return Vote(found[-1].lower()) if found else Vote.UNPARSABLE


def read_votes(folder: Path) -> dict[tuple[str, int], tuple[JudgeVote, ...]]:
    """The votes so far by problem and sample, in the order of their numbers."""
    found: dict[tuple[str, int], dict[int, JudgeVote]] = defaultdict(dict)
    for row in read_rows(folder / JUDGE / VOTES):
        if row["infra_error"] is None:
            vote = JudgeVote(**{field: Vote(row[field]) for field in QUESTIONS})
            found[row["question_id"], row["sample_id"]][row["vote"]] = vote
    return {side: tuple(votes[number] for number in sorted(votes)) for side, votes in found.items()}


def _ballot(row: Mapping[str, Any]) -> Ballot:
    return Ballot(row["question_id"], row["sample_id"], row["vote"])
