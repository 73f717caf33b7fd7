"""Generation throughput: our backends side by side, same model, same prompts, same machine, interleaved.

    python benchmarks/generation.py --policy smollm2 --backends transformers vllm --prompts 16 --max-new-tokens 128
    python benchmarks/generation.py --backends transformers openai --base-url http://127.0.0.1:8000/v1

Prompts are those of the packaged problems. The first round of each backend is not counted. A row is a backend: new
tokens per second over the other rounds, the ratio to the first backend, and how many of its greedy texts equal the
first backend's. Run it in an environment that has vLLM for ``vllm``.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Sequence
from itertools import islice

os.environ.setdefault("OMP_WAIT_POLICY", "passive")

from rich.console import Console
from rich.table import Table

from lcbrb import problems
from lcbrb.bench.policy import PolicyBackend, PolicyOptions, load_policy
from lcbrb.bench.prompts import PromptStyle, ThinkFormat, request
from lcbrb.errors import InfraError
from lcbrb.models.base import Generator, Request, Sampling
from lcbrb.models.loading import Dtype


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--policy", default="smollm2")
    parser.add_argument("--backends", nargs="+", type=PolicyBackend, default=[PolicyBackend.TRANSFORMERS])
    parser.add_argument("--base-url", help="of the openai backend")
    parser.add_argument("--served-name", help="the model's name at that server")
    parser.add_argument("--dtype", type=Dtype, default=Dtype.AUTO)
    parser.add_argument("--prompts", type=int, default=16)
    parser.add_argument("--max-new-tokens", type=int, default=128)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    asked = [
        request(problem, PromptStyle.CHAT, ThinkFormat.NONE)
        for problem in islice(problems.load("mini").outlines(), arguments.prompts)
    ]
    policies = {backend: open_policy(backend, arguments) for backend in arguments.backends}
    sampling = Sampling(max_new_tokens=arguments.max_new_tokens)
    rates: dict[PolicyBackend, list[float]] = {backend: [] for backend in policies}
    texts: dict[PolicyBackend, list[str]] = {}
    for number in range(arguments.rounds + 1):
        for backend, policy in policies.items():
            started = time.monotonic()
            tokens, texts[backend] = generate(policy, asked, sampling)
            if number:
                rates[backend].append(tokens / (time.monotonic() - started))
    show(rates, texts)


def open_policy(backend: PolicyBackend, arguments: argparse.Namespace) -> Generator:
    if backend is PolicyBackend.OPENAI:
        options = PolicyOptions(backend=backend, base_url=arguments.base_url)
        return load_policy(arguments.served_name or arguments.policy, options)
    return load_policy(arguments.policy, PolicyOptions(backend=backend, dtype=arguments.dtype))


def generate(policy: Generator, asked: Sequence[Request], sampling: Sampling) -> tuple[int, list[str]]:
    """New tokens in all, and the texts in the order of the prompts."""
    tokens, texts = 0, [""] * len(asked)
    for index, result in policy.generate(asked, sampling):
        if isinstance(result, InfraError):
            raise result
        tokens += result.completion_tokens or 0
        texts[index] = result.text
    return tokens, texts


def show(rates: dict[PolicyBackend, list[float]], texts: dict[PolicyBackend, list[str]]) -> None:
    first = next(iter(rates))
    table = Table("backend", "tokens/s", "range", "ratio", f"texts equal to {first.value}'s")
    for backend, found in rates.items():
        ratios = [own / other for own, other in zip(found, rates[first], strict=True)]
        equal = sum(own == other for own, other in zip(texts[backend], texts[first], strict=True))
        table.add_row(
            backend.value,
            f"{statistics.median(found):.1f}",
            f"{min(found):.1f} to {max(found):.1f}",
            f"{statistics.median(ratios):.2f}",
            f"{equal} of {len(texts[first])}",
        )
    Console().print(table)


if __name__ == "__main__":
    main()
