"""From ``--policy`` to the model that answers, and how it is asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from importlib.util import find_spec
from typing import Any, NamedTuple

from lcbrb.bench.prompts import PromptStyle, ThinkFormat
from lcbrb.errors import UserError
from lcbrb.models.base import Generator
from lcbrb.models.http import DEFAULT_KEY_ENV, HttpOptions, api_key
from lcbrb.models.loading import LoadOptions

SERVED = "served:"
NEW_TOKENS = {
    ThinkFormat.AUTO: 2048,
    ThinkFormat.NONE: 2048,
    ThinkFormat.ANSWER_TAGS: 4096,
    ThinkFormat.NATIVE: 32_768,
}
"""New tokens where none are asked for: 4096 is the paper's limit; reasoning models need far more."""


class PolicyBackend(StrEnum):
    """What runs the policy.

    ``AUTO``: the server of ``--base-url``; else vLLM where it and a GPU are; else transformers.
    """

    AUTO = "auto"
    TRANSFORMERS = "transformers"
    VLLM = "vllm"
    OPENAI = "openai"


@dataclass(frozen=True, slots=True)
class PolicyOptions(LoadOptions):
    """How a policy is loaded and run. Only the settings of its backend are used."""

    backend: PolicyBackend = PolicyBackend.AUTO
    revision: str | None = None
    chat_template: str | None = None
    batch_tokens: int = 16_384
    max_length: int | None = None
    tensor_parallel: int = 1
    base_url: str | None = None
    api_key_env: str = DEFAULT_KEY_ENV
    http: HttpOptions = field(default_factory=HttpOptions)


def load_policy(spec: str, options: PolicyOptions) -> Generator:
    """Load the policy: a hub id, a folder, ``smollm2``, a model's name at a server, or ``served:MODEL@URL``.

    Raises:
        UserError: it cannot be loaded or reached, or settings contradict each other.
    """
    model, base_url = spec, options.base_url
    if spec.startswith(SERVED):
        model, at, url = spec.removeprefix(SERVED).rpartition("@")
        if not model or not at or base_url is not None:
            raise UserError(
                f"Policy {spec!r}: write served:MODEL@URL, without --base-url; or MODEL with --base-url URL."
            )
        base_url = url
    backend = _backend(options.backend, base_url)
    if backend is PolicyBackend.OPENAI:
        return _served(model, base_url, options)
    from lcbrb.models.resolve import resolve

    found = resolve(model, options.revision, with_code=options.trust_remote_code)
    loading: dict[str, Any] = {
        "dtype": options.dtype,
        "max_length": options.max_length,
        "chat_template": options.chat_template,
        "trust_remote_code": options.trust_remote_code,
        "needs_template": False,
    }
    if backend is PolicyBackend.VLLM:
        from lcbrb.models.vllm_backend import VllmGenerator

        return VllmGenerator(found, tensor_parallel=options.tensor_parallel, **loading)
    from lcbrb.models.transformers_backend import TransformersGenerator

    return TransformersGenerator(found, device=options.device, batch_tokens=options.batch_tokens, **loading)


def _backend(wanted: PolicyBackend, base_url: str | None) -> PolicyBackend:
    if base_url is not None and wanted not in (PolicyBackend.AUTO, PolicyBackend.OPENAI):
        raise UserError(f"--backend {wanted.value} runs the model here and has no use for a server ({base_url}).")
    if wanted is not PolicyBackend.AUTO:
        return wanted
    if base_url is not None:
        return PolicyBackend.OPENAI
    if find_spec("vllm") is None:
        return PolicyBackend.TRANSFORMERS
    import torch

    return PolicyBackend.VLLM if torch.cuda.is_available() else PolicyBackend.TRANSFORMERS


def _served(model: str, base_url: str | None, options: PolicyOptions) -> Generator:
    from lcbrb.models.openai_backend import OpenAIGenerator

    if base_url is None:
        raise UserError("--backend openai needs the server's address: --base-url http://HOST:PORT/v1.")
    return OpenAIGenerator(model, base_url, options.http, api_key(options.api_key_env))


class Asking(NamedTuple):
    """How the policy is asked: CHAT or BASE, and a think format; AUTO is then what the model or its server does."""

    style: PromptStyle
    think: ThinkFormat


def settle(policy: Generator, style: PromptStyle, think: ThinkFormat) -> Asking:
    """Decide what was left to ``auto``.

    Raises:
        UserError: a model without a chat template is asked as a chat model, or a base model to think.
    """
    wants_chat = style is PromptStyle.CHAT or (
        style is PromptStyle.AUTO and think in (ThinkFormat.ANSWER_TAGS, ThinkFormat.NATIVE)
    )
    if wants_chat and not policy.chats:
        raise UserError(
            f"Policy {policy.name} has no chat template, so it cannot be asked as a chat model: its tokenizer does not "
            "say how a conversation is written. Give the template with --chat-template FILE, or ask it as a base "
            "model (--prompts base, which auto chooses for it)."
        )
    if style is PromptStyle.BASE or not policy.chats:
        if think not in (ThinkFormat.AUTO, ThinkFormat.NONE):
            raise UserError(f"--think-format {think.value} is for chat models; base prompts continue the code at once.")
        return Asking(PromptStyle.BASE, ThinkFormat.NONE)
    if think is ThinkFormat.AUTO and policy.thinks:
        think = ThinkFormat.NATIVE
    return Asking(PromptStyle.CHAT, think)
