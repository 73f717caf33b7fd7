"""``lcbrb build``: from problems and a generator to preference pairs of reasoning."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lcbrb.bench.policy import PolicyBackend, PolicyOptions
from lcbrb.bench.prompts import LIVECODEBENCH_FORM, PromptStyle, ThinkFormat
from lcbrb.build.candidates import PairSettings
from lcbrb.build.judging import JudgeSettings
from lcbrb.build.records import Stage
from lcbrb.build.selection import SelectSettings
from lcbrb.cli.app import EXIT_INFRA
from lcbrb.cli.building import Building, Models
from lcbrb.errors import UserError
from lcbrb.models.http import DEFAULT_KEY_ENV, HttpOptions
from lcbrb.models.loading import Dtype

if TYPE_CHECKING:
    from lcbrb.bench.run import RunSettings

_PAIR, _JUDGE, _SELECT = PairSettings(), JudgeSettings(), SelectSettings()
_SPEC = "Hub id, folder, 'smollm2' (the packaged small model), or served:MODEL@URL."
# Help panels are named by the stages that read their options.
_OF_SAMPLE, _OF_EXECUTE, _OF_MODELS = "sample", "sample, execute", "sample, judge"
_OF_PAIR, _OF_JUDGE, _OF_SELECT = "pair", "judge", "select"


def build(
    context: typer.Context,
    output: Annotated[Path, typer.Option(help="Folder of the build; continued if it exists.")],
    stage: Annotated[
        Stage | None, typer.Argument(help="One stage alone; all of them by default, as far as --judge allows.")
    ] = None,
    problems: Annotated[
        str | None,
        typer.Option(
            help="livecodebench, mini or mini-train, or one with a file of its form.",
            metavar="BENCHMARK[=FILE]",
            rich_help_panel=_OF_SAMPLE,
        ),
    ] = None,
    release: Annotated[
        str | None, typer.Option(help="LiveCodeBench's.", metavar="release_vN", rich_help_panel=_OF_SAMPLE)
    ] = None,
    start_date: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], help="LiveCodeBench: no contest before this day.", rich_help_panel=_OF_SAMPLE
        ),
    ] = None,
    end_date: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], help="LiveCodeBench: no contest after this midnight.", rich_help_panel=_OF_SAMPLE
        ),
    ] = None,
    limit: Annotated[
        int | None, typer.Option(help="Only the first N problems.", min=1, rich_help_panel=_OF_SAMPLE)
    ] = None,
    generator: Annotated[str | None, typer.Option(help=_SPEC, metavar="SPEC", rich_help_panel=_OF_SAMPLE)] = None,
    samples: Annotated[int, typer.Option(help="Answers a problem.", min=2, rich_help_panel=_OF_SAMPLE)] = 50,
    temperature: Annotated[float, typer.Option(help="Of the generator.", min=0.01, rich_help_panel=_OF_SAMPLE)] = 0.8,
    top_p: Annotated[float, typer.Option(help="Nucleus of the generator.", rich_help_panel=_OF_SAMPLE)] = 0.95,
    max_new_tokens: Annotated[
        int | None, typer.Option(help="Default 4096, 32768 native.", min=1, rich_help_panel=_OF_SAMPLE)
    ] = None,
    think_format: Annotated[
        ThinkFormat,
        typer.Option(
            help="answer-tags asks for <think> and <answer>; native for reasoning models.", rich_help_panel=_OF_SAMPLE
        ),
    ] = ThinkFormat.ANSWER_TAGS,
    sandbox: Annotated[str, typer.Option(help="auto, L3, L2, W or L1.", rich_help_panel=_OF_SAMPLE)] = "auto",
    ray: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Grade on a Ray cluster.", rich_help_panel=_OF_SAMPLE)
    ] = None,
    workers: Annotated[
        int | None, typer.Option(help="Grading processes; one a core by default.", min=1, rich_help_panel=_OF_EXECUTE)
    ] = None,
    allow_unsafe_execution: Annotated[
        bool,
        typer.Option(
            "--allow-unsafe-execution", help="Permit level L1, which is not a sandbox.", rich_help_panel=_OF_EXECUTE
        ),
    ] = False,
    length_tolerance: Annotated[
        float,
        typer.Option(help="Most by which the sides differ, as a share of the longer.", rich_help_panel=_OF_PAIR),
    ] = _PAIR.length_tolerance,
    least_length: Annotated[
        int, typer.Option(help="Characters a reasoning must have.", min=1, rich_help_panel=_OF_PAIR)
    ] = _PAIR.least_length,
    candidates_per_problem: Annotated[
        int, typer.Option(help="Most that go to the judge.", min=1, rich_help_panel=_OF_PAIR)
    ] = _PAIR.candidates_per_problem,
    judge: Annotated[str | None, typer.Option(help=_SPEC, metavar="SPEC", rich_help_panel=_OF_JUDGE)] = None,
    votes: Annotated[
        int, typer.Option(help="Of the judge on a side.", min=1, rich_help_panel=_OF_JUDGE)
    ] = _JUDGE.votes,
    judge_temperature: Annotated[
        float, typer.Option(help="Of the judge; 0 is greedy, for one vote.", min=0.0, rich_help_panel=_OF_JUDGE)
    ] = _JUDGE.temperature,
    judge_new_tokens: Annotated[
        int, typer.Option(help="Of an answer of the judge.", min=1, rich_help_panel=_OF_JUDGE)
    ] = _JUDGE.max_new_tokens,
    pairs_per_problem: Annotated[
        int, typer.Option(help="Most pairs of one problem.", min=1, rich_help_panel=_OF_SELECT)
    ] = _SELECT.pairs_per_problem,
    size: Annotated[
        int | None,
        typer.Option(
            help="Most pairs, dealt evenly over difficulty, platform and quarter; default: all.",
            min=1,
            rich_help_panel=_OF_SELECT,
        ),
    ] = _SELECT.size,
    balance_lengths: Annotated[
        bool,
        typer.Option(
            "--balance-lengths/--no-balance-lengths",
            help="The chosen side is the longer one in half of the pairs.",
            rich_help_panel=_OF_SELECT,
        ),
    ] = _SELECT.balance_lengths,
    seed: Annotated[int, typer.Option(help="Of sampling.", rich_help_panel=_OF_MODELS)] = 0,
    backend: Annotated[
        PolicyBackend, typer.Option(help="auto: vLLM with a GPU; else transformers.", rich_help_panel=_OF_MODELS)
    ] = PolicyBackend.AUTO,
    dtype: Annotated[Dtype, typer.Option(help="Of local models.", rich_help_panel=_OF_MODELS)] = Dtype.AUTO,
    device: Annotated[str, typer.Option(help="auto, cpu, cuda, mps.", rich_help_panel=_OF_MODELS)] = "auto",
    batch_tokens: Annotated[
        int, typer.Option(help="transformers: tokens of a batch.", min=1, rich_help_panel=_OF_MODELS)
    ] = 16_384,
    max_length: Annotated[
        int | None, typer.Option(help="Prompt and answer together.", min=8, rich_help_panel=_OF_MODELS)
    ] = None,
    tensor_parallel: Annotated[int, typer.Option(help="vLLM: GPUs.", min=1, rich_help_panel=_OF_MODELS)] = 1,
    concurrency: Annotated[
        int, typer.Option(help="Requests under way at a server.", min=1, rich_help_panel=_OF_MODELS)
    ] = 32,
    request_timeout: Annotated[
        float, typer.Option(help="Seconds for one request.", min=0.01, rich_help_panel=_OF_MODELS)
    ] = 600.0,
    retries: Annotated[int, typer.Option(help="Of a failed request.", min=0, rich_help_panel=_OF_MODELS)] = 4,
    api_key_env: Annotated[
        str, typer.Option(help="Variable that holds a server's key.", rich_help_panel=_OF_MODELS)
    ] = DEFAULT_KEY_ENV,
) -> None:
    """Build pairs of reasoning: sample, execute, pair, judge, select. Repeat the command to continue a killed build.

    Ends with status 1 where a server or the sandbox failed, and 2 for a mistake or where no pair comes out.
    """
    _check_stage(context, stage)
    options = PolicyOptions(
        dtype=dtype,
        device=device,
        backend=backend,
        batch_tokens=batch_tokens,
        max_length=max_length,
        tensor_parallel=tensor_parallel,
        api_key_env=api_key_env,
        http=HttpOptions(concurrency=concurrency, timeout=request_timeout, attempts=retries + 1),
    )

    def run_settings() -> RunSettings:
        from lcbrb.bench.benchmarks import select
        from lcbrb.bench.run import RunSettings

        name, _, file = _given("--problems", problems, stage).partition("=")
        if name not in LIVECODEBENCH_FORM:
            raise UserError(
                f"--problems {name}: choose one of {', '.join(LIVECODEBENCH_FORM)}, or one with a file, as mini=FILE."
            )
        selection = select(
            name,
            release=release,
            start=start_date.date() if start_date else None,
            end=end_date.date() if end_date else None,
            limit=limit,
            files=[f"{name}={file}"] if file else (),
        )
        return RunSettings(
            selection=selection,
            samples=samples,
            temperature=temperature,
            top_p=top_p,
            max_new_tokens=max_new_tokens,
            seed=seed,
            style=PromptStyle.CHAT,
            think=think_format,
            workers=workers,
            ray=ray,
            sandbox=sandbox,
            allow_unsafe_execution=allow_unsafe_execution,
        )

    making = Building(
        folder=output,
        models=Models(options),
        pair=PairSettings(length_tolerance, least_length, candidates_per_problem),
        judge=JudgeSettings(votes, judge_temperature, judge_new_tokens, seed),
        select=SelectSettings(pairs_per_problem, size, balance_lengths),
    )
    if stage in (None, Stage.SAMPLE):
        making.sample(run_settings(), _given("--generator", generator, stage))
    if stage is Stage.EXECUTE:
        making.execute(workers, allow_unsafe_execution)
    if stage in (None, Stage.PAIR):
        making.make_pairs(more=stage is None and judge is not None)
    if stage is Stage.JUDGE or (stage is None and judge is not None):
        making.ask_judge(_given("--judge", judge, stage))
    if stage is Stage.SELECT or (stage is None and judge is not None):
        making.make_selection()
    if making.failed:
        raise typer.Exit(EXIT_INFRA)


def _check_stage(context: typer.Context, stage: Stage | None) -> None:
    """Refuse a setting that the stage does not read, instead of passing over it."""
    for parameter in context.command.params:
        panel = getattr(parameter, "rich_help_panel", None)
        source = context.get_parameter_source(parameter.name or "")
        given = source is not None and source.name == "COMMANDLINE"
        if stage is not None and panel and given and stage.value not in panel.split(", "):
            option = max(parameter.opts, key=len)
            raise UserError(f"{option} is a setting of {panel}; `lcbrb build {stage.value}` does not read it.")


def _given(option: str, value: str | None, stage: Stage | None) -> str:
    if value is None:
        raise UserError(f"`lcbrb build{f' {stage.value}' if stage else ''}` needs {option}.")
    return value
