"""Text generation by any server that speaks OpenAI's chat completions (vLLM, SGLang, llama.cpp, hosted services)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Any
from urllib.parse import urlsplit

from lcbrb.errors import InfraError, UserError
from lcbrb.models.base import FinishReason, Generation, Request, Sampling, Skip
from lcbrb.models.http import BadReply, HttpOptions, JsonServer, dig

_UNRESTRICTED = {"top_k": -1, "min_p": 0.0, "repetition_penalty": 1.0}
"""vLLM and SGLang otherwise take these from the model's generation_config.json (`--generation-config auto`,
`--sampling-defaults model`), and the text would depend on how the server was started."""


class Engine(StrEnum):
    """What answers, as far as it changes what is sent."""

    VLLM = "vllm"
    SGLANG = "sglang"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ServerInfo:
    """What ``GET /v1/models`` says: the engine, and the ids it serves (None when it does not list any)."""

    engine: Engine
    models: tuple[str, ...] | None


class OpenAIGenerator:
    """A ``Generator`` over ``POST {base_url}/chat/completions``, and ``/completions`` for bare texts.

    Thinking that a server returns apart (``reasoning_content``, or ``reasoning`` since vLLM 0.12) is put back in
    front of the text between ``<think>`` tags, so that a text reads the same from every backend.
    """

    def __init__(
        self, model: str, base_url: str, options: HttpOptions | None = None, api_key: str | None = None
    ) -> None:
        """Check that the server is there and serves ``model``.

        Args:
            model: the id the server knows it by.
            base_url: up to and including ``/v1``; a bare host gets ``/v1``, ``/chat/completions`` is dropped.
            options: retries, timeouts, concurrency.
            api_key: sent as a bearer token (see ``http.api_key``).

        Raises:
            UserError: nothing answers there, the key is refused, or the model is not served.
        """
        root = base_url.rstrip("/").removesuffix("/chat/completions")
        if urlsplit(root).path in ("", "/"):
            root += "/v1"
        self._server = JsonServer(root, options or HttpOptions(), api_key)
        self._model = model
        self._engine = serving(self._server, "/models", model).engine

    @property
    def name(self) -> str:
        """Model and server."""
        return f"{self._model} ({self._server.shown})"

    @property
    def identity(self) -> Mapping[str, Any]:
        """The server keeps its weights and templates to itself: only its address and the model's id are known."""
        return {"backend": "openai", "model": self._model, "server": self._server.shown}

    @property
    def chats(self) -> bool:
        """A server with a template of its own; one without says so when it is asked."""
        return True

    @property
    def thinks(self) -> bool:
        """Nobody can tell."""
        return False

    @property
    def batches_locally(self) -> bool:
        """The server batches."""
        return False

    def generate(
        self, requests: Iterable[Request], sampling: Sampling, skip: Skip | None = None
    ) -> Iterator[tuple[int, Generation | InfraError]]:
        """See ``Generator.generate``. The requests of a call are all messages, or all bare texts."""
        entries = iter(requests)
        first = next(entries, None)
        if first is None:
            return iter(())
        payloads = (self._payload(request, sampling) for request in chain((first,), entries))
        if first.text is not None:
            return self._server.post_all("/completions", payloads, read_completion, skip)
        return self._server.post_all("/chat/completions", payloads, read_chat, skip)

    def _payload(self, request: Request, sampling: Sampling) -> dict[str, Any]:
        hosted = urlsplit(self._server.root).hostname == "api.openai.com"
        stop = [*sampling.stop, *request.stop]
        switches = self._engine is not Engine.OTHER and request.thinking is not None and request.text is None
        return {
            "model": self._model,
            **({"messages": request.messages} if request.text is None else {"prompt": request.text}),
            # OpenAI's newer models refuse max_tokens; older servers know nothing else.
            "max_completion_tokens" if hosted else "max_tokens": sampling.max_new_tokens,
            "temperature": sampling.temperature,
            "top_p": sampling.top_p,
            "seed": sampling.seed if request.seed is None else request.seed,
            **({"stop": stop} if stop else {}),
            **({"chat_template_kwargs": {"enable_thinking": request.thinking}} if switches else {}),
            **(_UNRESTRICTED if self._engine is not Engine.OTHER else {}),
        }


def serving(server: JsonServer, path: str, model: str) -> ServerInfo:
    """Ask a server what it is and check that it serves ``model``.

    Raises:
        UserError: nothing answers, the key is refused, or the server lists its models and this is not one.
    """
    reply = server.get(path)
    listed = reply.get("data") if isinstance(reply, dict) else None
    entries = [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
    owners = {entry.get("owned_by") for entry in entries}
    engine = next((engine for engine in (Engine.VLLM, Engine.SGLANG) if engine.value in owners), Engine.OTHER)
    models = tuple(str(entry["id"]) for entry in entries if "id" in entry) or None
    # Hosted services accept ids they do not list (dated versions, aliases): only self-hosted engines are held to it.
    if models is not None and model not in models and engine is not Engine.OTHER:
        raise UserError(f"The server at {server.shown} does not serve {model!r}; it serves {', '.join(models)}.")
    return ServerInfo(engine, models)


def read_chat(reply: Any) -> Generation:
    """Read a chat completion (OpenAI API reference, "The chat completion object").

    Raises:
        BadReply: no choice, no text, or an end that is neither ``stop`` nor ``length``.
    """
    message = dig(reply, "choices", 0, "message")
    content = dig(message, "content")
    thinking = message.get("reasoning_content") or message.get("reasoning")
    if content is not None and not isinstance(content, str):
        raise BadReply("its content is not text")
    if content is None and not thinking:
        raise BadReply("it holds no text")
    return _generation(reply, _with_thinking(thinking, content))


def read_completion(reply: Any) -> Generation:
    """Read a completion (OpenAI API reference, "The completion object").

    Raises:
        BadReply: no choice, no text, or an end that is neither ``stop`` nor ``length``.
    """
    text = dig(reply, "choices", 0, "text")
    if not isinstance(text, str):
        raise BadReply("it holds no text")
    return _generation(reply, text)


def _generation(reply: Any, text: str) -> Generation:
    finish = dig(reply, "choices", 0, "finish_reason")
    if finish not in (FinishReason.STOP, FinishReason.LENGTH):
        raise BadReply(f"the text ended for the reason {finish!r}, not at its own end or at the limit")
    usage = reply["usage"] if isinstance(reply.get("usage"), dict) else {}
    return Generation(
        text=text,
        finish_reason=FinishReason(finish),
        prompt_tokens=usage.get("prompt_tokens"),
        completion_tokens=usage.get("completion_tokens"),
    )


def _with_thinking(thinking: str | None, content: str | None) -> str:
    if not thinking:
        return content or ""
    if content is None:  # cut off while thinking
        return f"<think>\n{thinking}"
    return f"<think>\n{thinking}\n</think>\n\n{content}"
