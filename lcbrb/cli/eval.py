"""``lcbrb eval``: score a reward model on a set of preference pairs."""

import json
import re
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from lcbrb.cli.app import EXIT_INFRA, plugin
from lcbrb.cli.options import (
    ApiKeyEnv,
    Concurrency,
    Json,
    RequestTimeout,
    Retries,
    Revision,
    TrustRemoteCode,
    WeightsDtype,
    day,
)
from lcbrb.errors import UserError
from lcbrb.pairs.sources import NAMES
from lcbrb.rewards.base import TieRule
from lcbrb.rewards.options import (
    Backend,
    JudgeMode,
    JudgeVerdict,
    ScoringOptions,
    StepAggregate,
)

_DEFAULTS = ScoringOptions()
_SPEC_HELP = (
    "Hub id or folder (its config says how it scores), or classifier:ID, judge:ID, dpo:POLICY@REFERENCE, process:ID, "
    "served:MODEL@URL, baseline:random|length|format|tfidf|outcome. 'smollm2' names the packaged small model."
)
_PAIRS_HELP = f"{', '.join(NAMES)}, a .jsonl/.json/.parquet file or folder, or a hub data set."


def evaluate_command(
    reward_model: Annotated[str, typer.Option(help=_SPEC_HELP, metavar="SPEC")],
    pairs: Annotated[str, typer.Option(help=_PAIRS_HELP, metavar="SET")] = "mini",
    output: Annotated[
        Path | None, typer.Option(help="Run folder; continued if it exists. Default: runs/MODEL--SET.", metavar="DIR")
    ] = None,
    ties: Annotated[
        TieRule, typer.Option(help="What equal scores count: half a success, a loss, nothing.")
    ] = TieRule.HALF,
    after: Annotated[
        date | None,
        typer.Option(help="Only problems published on or after this day.", parser=day, metavar="YYYY-MM-DD"),
    ] = None,
    before: Annotated[
        date | None, typer.Option(help="Only problems published before this day.", parser=day, metavar="YYYY-MM-DD")
    ] = None,
    limit: Annotated[int | None, typer.Option(help="Only the first N pairs.", min=1)] = None,
    seed: Annotated[int, typer.Option(help="Of sampling judges and the random baseline.")] = 0,
    as_json: Json = False,
    dtype: WeightsDtype = _DEFAULTS.dtype,
    device: Annotated[str, typer.Option(help="auto, cpu, cuda, cuda:1, mps.")] = _DEFAULTS.device,
    batch_tokens: Annotated[
        int | None, typer.Option(help="Tokens of a batch at most; default: by device.", min=1)
    ] = None,
    max_length: Annotated[
        int | None, typer.Option(help="Tokens of a text at most; default: the model's window.", min=8)
    ] = None,
    share_prefixes: Annotated[
        bool, typer.Option("--share-prefixes/--no-share-prefixes", help="Compute common beginnings once.")
    ] = True,
    revision: Revision = None,
    chat_template: Annotated[
        str | None, typer.Option(help="A template file, or 'plain'; default: the model's own.", metavar="FILE")
    ] = None,
    tokenizer: Annotated[
        str | None, typer.Option(help="Model whose tokenizer renders texts for routes that take no messages.")
    ] = None,
    trust_remote_code: TrustRemoteCode = False,
    plugin_module: Annotated[
        str | None, typer.Option("--plugin", help="Python module that registers reward heads.", metavar="MODULE")
    ] = None,
    dpo_beta: Annotated[float, typer.Option(help="Scale of a DPO reward.")] = _DEFAULTS.dpo_beta,
    step_separator: Annotated[str, typer.Option(help="Between steps; \\n is a line break.")] = r"\n\n",
    step_aggregate: Annotated[
        StepAggregate, typer.Option(help="How steps become one score.")
    ] = _DEFAULTS.step_aggregate,
    judge_mode: Annotated[
        JudgeMode, typer.Option(help="Ask which is better, or for a mark each.")
    ] = _DEFAULTS.judge_mode,
    judge_verdict: Annotated[
        JudgeVerdict, typer.Option(help="In words, or read from the next token (local models; auto's choice there).")
    ] = _DEFAULTS.judge_verdict,
    backend: Annotated[Backend, typer.Option(help="What runs a judge that answers in words.")] = _DEFAULTS.backend,
    max_new_tokens: Annotated[int | None, typer.Option(help="Of a judge's answer in words.", min=1)] = None,
    temperature: Annotated[float, typer.Option(help="Of a judge; 0 is greedy.", min=0.0)] = _DEFAULTS.temperature,
    concurrency: Concurrency = _DEFAULTS.concurrency,
    request_timeout: RequestTimeout = _DEFAULTS.request_timeout,
    retries: Retries = _DEFAULTS.retries,
    api_key_env: ApiKeyEnv = _DEFAULTS.api_key_env,
) -> None:
    """Score a reward model on preference pairs: accuracy with its interval, slices, calibration, null baselines."""
    from lcbrb.cli.progress import ProgressBar
    from lcbrb.rewards.evaluate import PairChoice, evaluate
    from lcbrb.rewards.spec import load_reward_model
    from lcbrb.rewards.terminal import print_report

    if after and before and after >= before:
        raise UserError(f"--after {after} is not before --before {before}; no pair can fit.")
    if plugin_module:
        plugin(plugin_module)
    options = ScoringOptions(
        dtype=dtype,
        device=device,
        batch_tokens=batch_tokens,
        max_length=max_length,
        share_prefixes=share_prefixes,
        revision=revision,
        chat_template=chat_template,
        tokenizer=tokenizer,
        trust_remote_code=trust_remote_code,
        seed=seed,
        dpo_beta=dpo_beta,
        step_separator=step_separator.replace(r"\n", "\n"),
        step_aggregate=step_aggregate,
        judge_mode=judge_mode,
        judge_verdict=judge_verdict,
        backend=backend,
        max_new_tokens=max_new_tokens,
        temperature=temperature,
        concurrency=concurrency,
        request_timeout=request_timeout,
        retries=retries,
        api_key_env=api_key_env,
    )
    folder = output or Path("runs") / f"{_slug(reward_model)}--{_slug(pairs)}"
    with ProgressBar() as watcher:
        result = evaluate(
            lambda: load_reward_model(reward_model, options),
            PairChoice(pairs, after, before, limit),
            folder,
            ties=ties,
            seed=seed,
            watcher=watcher,
        )
    if as_json:
        print(json.dumps(result.report, indent=2, ensure_ascii=False))
    else:
        print_report(result.report, folder)
    if result.stopped:
        print(f"error: {result.stopped} Repeat the command to score the rest.", file=sys.stderr)
    if result.stopped or result.report["infra_errors"]:
        raise typer.Exit(EXIT_INFRA)


def _slug(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]+", "-", text).strip("-.") or "run"
