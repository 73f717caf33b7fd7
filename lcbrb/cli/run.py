"""``recode-bench run`` and ``recode-bench report``: a policy's row, and the report of a run folder."""

import json
import re
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from lcbrb.bench.policy import PolicyBackend, PolicyOptions
from lcbrb.bench.prompts import PromptStyle, ThinkFormat
from lcbrb.cli.app import EXIT_INFRA
from lcbrb.cli.options import (
    AllowUnsafe,
    ApiKeyEnv,
    BigCodeBenchPython,
    Concurrency,
    EndDate,
    Json,
    Ray,
    Release,
    RequestTimeout,
    Retries,
    Revision,
    SandboxLevel,
    StartDate,
    TrustRemoteCode,
    WeightsDtype,
    Workers,
)
from lcbrb.models.http import DEFAULT_KEY_ENV, HttpOptions
from lcbrb.models.loading import Dtype
from lcbrb.problems.bigcodebench import Split

_POLICY_HELP = (
    "Hub id, folder, 'smollm2' (the packaged small model), a model's name at the server of --base-url, "
    "or served:MODEL@URL."
)


class _Subset(StrEnum):
    FULL = "full"
    HARD = "hard"


def run(
    policy: Annotated[str, typer.Option(help=_POLICY_HELP, metavar="SPEC")],
    benchmarks: Annotated[
        str, typer.Option(help="paper, or names with commas: humaneval+,mbpp+,livecodebench,bigcodebench …")
    ] = "paper",
    output: Annotated[
        Path | None, typer.Option(help="Run folder; continued if it exists. Default: runs/POLICY--BENCHMARKS.")
    ] = None,
    n: Annotated[int, typer.Option("--n", help="Samples a problem.", min=1)] = 1,
    temperature: Annotated[float, typer.Option(help="0 is greedy.", min=0.0)] = 0.0,
    top_p: Annotated[float, typer.Option(help="Nucleus of sampling.")] = 1.0,
    max_new_tokens: Annotated[
        int | None, typer.Option(help="Of an answer; default 2048, 4096 with answer tags, 32768 native.", min=1)
    ] = None,
    seed: Annotated[int, typer.Option(help="Of sampling.")] = 0,
    prompts: Annotated[
        PromptStyle, typer.Option(help="Chat, or base (continue the code); auto: by the chat template.")
    ] = PromptStyle.AUTO,
    think_format: Annotated[
        ThinkFormat, typer.Option(help="How the model reasons before it answers; auto: as its template has it.")
    ] = ThinkFormat.AUTO,
    release: Release = None,
    start_date: StartDate = None,
    end_date: EndDate = None,
    subset: Annotated[_Subset, typer.Option(help="BigCodeBench: full or hard.")] = _Subset.FULL,
    split: Annotated[Split, typer.Option(help="BigCodeBench: complete or instruct.")] = Split.COMPLETE,
    problems: Annotated[
        list[str] | None,
        typer.Option(help="Problems in the official format, in place of the official file.", metavar="BENCHMARK=FILE"),
    ] = None,
    limit: Annotated[int | None, typer.Option(help="Only the first N problems of each benchmark.", min=1)] = None,
    workers: Workers = None,
    ray: Ray = None,
    bigcodebench_python: BigCodeBenchPython = None,
    sandbox: SandboxLevel = "auto",
    allow_unsafe_execution: AllowUnsafe = False,
    backend: Annotated[
        PolicyBackend, typer.Option(help="auto: the server of --base-url; vLLM with a GPU; else transformers.")
    ] = PolicyBackend.AUTO,
    dtype: WeightsDtype = Dtype.AUTO,
    device: Annotated[str, typer.Option(help="transformers: auto, cpu, cuda, cuda:1, mps.")] = "auto",
    batch_tokens: Annotated[
        int, typer.Option(help="transformers: tokens of a batch at most, new ones included.", min=1)
    ] = 16_384,
    tensor_parallel: Annotated[int, typer.Option(help="vLLM: GPUs a model is spread over.", min=1)] = 1,
    max_length: Annotated[
        int | None, typer.Option(help="Prompt and answer together; default: the model's window.", min=8)
    ] = None,
    revision: Revision = None,
    chat_template: Annotated[
        str | None, typer.Option(help="A template file; default: the model's own.", metavar="FILE")
    ] = None,
    trust_remote_code: TrustRemoteCode = False,
    base_url: Annotated[
        str | None, typer.Option(help="OpenAI-compatible server: http://HOST:PORT/v1.", metavar="URL")
    ] = None,
    concurrency: Concurrency = 32,
    request_timeout: RequestTimeout = 600.0,
    retries: Retries = 4,
    api_key_env: ApiKeyEnv = DEFAULT_KEY_ENV,
    as_json: Json = False,
) -> None:
    """Run a policy on benchmarks: generate, grade in the sandbox, report. Repeat the command to continue a run.

    Ends with status 1 where samples could not be had or graded for reasons outside the policy.
    """
    from lcbrb.bench.benchmarks import select
    from lcbrb.bench.policy import load_policy
    from lcbrb.bench.run import RunSettings
    from lcbrb.bench.run import run as run_policy
    from lcbrb.bench.terminal import print_report
    from lcbrb.cli.live import LiveTable

    selection = select(
        benchmarks,
        release=release,
        start=start_date,
        end=end_date,
        hard=subset is _Subset.HARD,
        split=split,
        limit=limit,
        files=problems or (),
    )
    settings = RunSettings(
        selection=selection,
        samples=n,
        temperature=temperature,
        top_p=top_p,
        max_new_tokens=max_new_tokens,
        seed=seed,
        style=prompts,
        think=think_format,
        workers=workers,
        ray=ray,
        bigcodebench_python=bigcodebench_python,
        sandbox=sandbox,
        allow_unsafe_execution=allow_unsafe_execution,
    )
    options = PolicyOptions(
        dtype=dtype,
        device=device,
        trust_remote_code=trust_remote_code,
        backend=backend,
        revision=revision,
        chat_template=chat_template,
        batch_tokens=batch_tokens,
        max_length=max_length,
        tensor_parallel=tensor_parallel,
        base_url=base_url,
        api_key_env=api_key_env,
        http=HttpOptions(concurrency=concurrency, timeout=request_timeout, attempts=retries + 1),
    )
    folder = output or Path("runs") / f"{_slug(policy)}--{_slug(benchmarks)}"
    with LiveTable() as watcher:
        result = run_policy(settings, lambda: load_policy(policy, options), folder, watcher)
    if as_json:
        print(json.dumps(result.report, indent=2, ensure_ascii=False))
    else:
        print_report(result.report, folder)
    if result.stopped:
        print(f"error: {result.stopped}", file=sys.stderr)
    if result.stopped or not result.report["complete"]:
        raise typer.Exit(EXIT_INFRA)


def report(
    run_folder: Annotated[Path, typer.Argument(help="Folder of `recode-bench run`.", metavar="RUN")],
    as_json: Json = False,
) -> None:
    """Make the report of a run folder again, finished or not, and print it."""
    from lcbrb.bench.report import write_report
    from lcbrb.bench.terminal import print_report

    made = write_report(run_folder)
    if as_json:
        print(json.dumps(made, indent=2, ensure_ascii=False))
    else:
        print_report(made, run_folder)


def _slug(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9._+-]+", "-", text).strip("-.") or "run"
