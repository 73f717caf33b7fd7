"""The stages of a build over its folder. Each needs only the files of those before it, and can be repeated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lcbrb.bench.benchmarks import load_again
from lcbrb.bench.records import GENERATIONS
from lcbrb.bench.table import read_run
from lcbrb.build import funnel, judging, selection
from lcbrb.build.candidates import PairSettings, make_candidates
from lcbrb.build.judging import JudgeSettings, read_votes
from lcbrb.build.reasons import Unusable, say
from lcbrb.build.records import (
    CANDIDATES,
    FUNNEL,
    JUDGE,
    PAIRS,
    REVIEWED,
    SAMPLES,
    BuiltPair,
    Dropped,
    Sampled,
    Stage,
    read_json,
    read_pairs,
    write_dropped,
    write_pairs,
)
from lcbrb.build.selection import SelectSettings, Votes, is_flawed, is_sound
from lcbrb.build.usable import usable
from lcbrb.contract import to_json
from lcbrb.errors import UserError
from lcbrb.models.base import Generator
from lcbrb.runs import read_manifest, read_rows, write_json

_AFTER_PAIR = ("judge", "select", "review")
_TOGETHER = 3  # reasons named in a sentence


@dataclass(frozen=True, slots=True)
class Left:
    """What a stage left: the funnel so far, and in a sentence why there is nothing to go on with, if there is not."""

    steps: Sequence[Mapping[str, Any]]
    shortfall: str | None


def pair(folder: Path, settings: PairSettings) -> Left:
    """Make candidates of the graded answers.

    Raises:
        UserError: there are no answers, or their problems cannot be had.
    """
    if not (folder / SAMPLES).is_dir():
        raise UserError(f"{folder} has no answers yet: run the stage before it, `lcbrb build sample`.")
    run = read_run(folder / SAMPLES)
    identity = run.identity
    problems = {
        outline.question_id: outline for benchmark in load_again(run.manifest) for outline in benchmark.outlines
    }
    generator = _name(identity, "policy")
    counts, pairs = funnel.PairCounts(), list[BuiltPair]()
    for found in usable(folder / SAMPLES, settings.least_length):
        answers = [answer for answer in found if isinstance(answer, Sampled)]
        counts.add(answers)
        counts.unusable += [entry for entry in found if isinstance(entry, Dropped)]
        if answers:
            ahead = sum(pair.direction for pair in pairs)
            problem = problems[answers[0].question_id]
            made, unpaired = make_candidates(problem, answers, generator, settings, ahead)
            pairs += made
            counts.unpaired += unpaired
    _replace(folder, CANDIDATES, lambda path: write_pairs(path, pairs), stale=(PAIRS, REVIEWED))
    write_dropped(folder, Stage.PAIR, [*counts.unusable, *counts.unpaired])
    answered = sum(1 for _ in read_rows(folder / SAMPLES / GENERATIONS))
    steps = funnel.to_rows([*funnel.sample_steps(identity, answered), *counts.steps(len(pairs))])
    write_json(folder / FUNNEL, {"settings": {"pair": to_json(settings)}, "steps": steps})
    return Left(steps, None if pairs else _no_candidates(generator, counts))


def ask_judge(
    folder: Path, load_judge: Callable[[], Generator], settings: JudgeSettings, watcher: judging.Watcher | None = None
) -> str | None:
    """Have the judge vote; see ``lcbrb.build.judging.judge``."""
    return judging.judge(folder, load_judge, settings, watcher)


def select(folder: Path, settings: SelectSettings) -> Left:
    """Choose the pairs of the set among the judged candidates.

    Raises:
        UserError: the stages before it have not run.
    """
    candidates = read_pairs(folder / CANDIDATES, "run the stage of candidates, `lcbrb build pair`")
    if not (folder / JUDGE / "manifest.json").is_file():
        raise UserError(f"{folder} has no votes of a judge: run the stage before it, `lcbrb build judge`.")
    identity = read_manifest(folder / JUDGE)["identity"]
    votes = read_votes(folder)
    judge = _name(identity, "judge")
    pairs, dropped = selection.select(candidates, votes, identity["votes"], judge, settings)
    _replace(folder, PAIRS, lambda path: write_pairs(path, pairs), stale=(REVIEWED,))
    write_dropped(folder, Stage.SELECT, dropped)
    before = read_json(folder / FUNNEL)
    steps = [step for step in before["steps"] if step["stage"] not in _AFTER_PAIR]
    steps += funnel.to_rows([*funnel.judge_steps(votes), *funnel.select_steps(pairs, dropped)])
    write_json(folder / FUNNEL, {"settings": {**before["settings"], "select": to_json(settings)}, "steps": steps})
    return Left(steps, None if pairs else _no_pairs(judge, candidates, votes, dropped))


def _name(identity: Mapping[str, Any], role: str) -> str:
    """A model's name; of a served one without the server's address, which is nobody's business in a published set."""
    name: str = identity.get("model") or identity[role]
    return name


def _replace(folder: Path, name: str, write: Callable[[Path], None], stale: Sequence[str]) -> None:
    """Write a file again; what later stages made of another content of it goes."""
    path = folder / name
    before = path.read_bytes() if path.is_file() else None
    write(path)
    if before is not None and before != path.read_bytes():
        for later in stale:
            (folder / later).unlink(missing_ok=True)


def _no_candidates(generator: str, counts: funnel.PairCounts) -> str:
    if counts.usable:
        return (
            f"No passing answer of {generator} can be put against a failing one to the same problem: of "
            f"{counts.usable:,} usable answers {counts.passed:,} pass. Take more --samples, easier or harder problems, "
            "or a wider --length-tolerance."
        )
    total = len(counts.unusable)
    if not total:
        return f"There are no answers of {generator} yet; repeat `lcbrb build sample`."
    reasons = Counter(entry.reason for entry in counts.unusable)
    if reasons[Unusable.NO_REASONING.name.lower()] == total:
        return (
            f"None of the {total:,} answers of {generator} begins with its reasoning between <think> and </think>; "
            "choose a generator that follows the format, or --think-format native for one that reasons of itself."
        )
    return f"None of the {total:,} answers of {generator} can become a side of a pair: {_in_words(reasons)}."


def _no_pairs(judge: str, candidates: Sequence[Any], votes: Votes, dropped: Sequence[Dropped]) -> str:
    if not candidates:
        return "There are no candidates to select from; see the stage before it."
    said = [vote for side in votes.values() for vote in side]
    sound, flawed = sum(map(is_sound, said)), sum(map(is_flawed, said))
    if said and sound == len(said):
        return (
            f"Judge {judge} finds all {len(said):,} reasonings it was shown sound, those of failing programs among "
            "them, so it confirms no rejected side; choose a stronger judge."
        )
    if said and flawed == len(said):
        return (
            f"Judge {judge} finds all {len(said):,} reasonings it was shown flawed, those of passing programs among "
            "them, so it confirms no chosen side; choose another judge."
        )
    if said and not sound + flawed:
        return (
            f"None of the {len(said):,} answers of judge {judge} can be read: they do not end with the four lines that "
            "the rubric asks for; choose a judge that follows it."
        )
    reasons = Counter(entry.reason for entry in dropped)
    return f"Judge {judge} confirms none of the {len(candidates):,} candidates: {_in_words(reasons)}."


def _in_words(reasons: Counter[str]) -> str:
    return "; ".join(f"{count:,} × {say(reason)}" for reason, count in reasons.most_common(_TOGETHER))
