"""Text generation by vLLM's engine in this process (vLLM >= 0.22, V1 engine).

The asynchronous engine (``vllm.v1.engine.async_llm.AsyncLLM``) is used rather than ``vllm.LLM``: it hands out every
text as it is finished, while ``LLM.generate`` keeps all of them back until the last one is.
"""

from __future__ import annotations

import atexit
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from itertools import count
from typing import Any

from lcbrb.errors import InfraError, UserError
from lcbrb.models.base import FinishReason, Generation, Request, Sampling, Skip
from lcbrb.models.concurrency import BackgroundLoop, run_bounded
from lcbrb.models.encoding import Encoder
from lcbrb.models.loading import Dtype
from lcbrb.models.local import LocalGenerator
from lcbrb.models.resolve import ResolvedModel, first_line

IN_FLIGHT = 1024
"""Requests handed to the engine at a time; it batches as many of them as its memory takes."""


class VllmGenerator(LocalGenerator):
    """A ``Generator`` over vLLM. Prompts are rendered and tokenised here, with exactly one BOS.

    Its batches depend on timing, so a repeated call may differ where two tokens are almost equally likely.
    """

    def __init__(
        self,
        model: ResolvedModel,
        *,
        dtype: Dtype = Dtype.AUTO,
        tensor_parallel: int = 1,
        max_length: int | None = None,
        chat_template: str | None = None,
        trust_remote_code: bool = False,
        enforce_eager: bool = False,
        needs_template: bool = True,
    ) -> None:
        """Start the engine.

        Args:
            model: folder or hub id, resolved.
            dtype: number format; ``auto`` is the checkpoint's.
            tensor_parallel: GPUs one copy of the model is spread over.
            max_length: prompt and new tokens together; None is the model's window.
            chat_template: a file, or ``plain``; None is the model's own.
            trust_remote_code: run code that came with the model.
            enforce_eager: no CUDA graphs: starts sooner, runs slower.
            needs_template: False allows a base model, which takes bare texts alone.

        Raises:
            UserError: vLLM is not installed or cannot run this model here, or a chat template is needed and missing.
        """
        try:
            import vllm
            from vllm.v1.engine.async_llm import AsyncLLM
        except ImportError as error:
            raise UserError(
                f"--backend vllm needs vLLM 0.22 or newer ({first_line(error)}): pip install 'recode-bench[vllm]'."
            ) from None
        super().__init__(model, Encoder(model, max_length, chat_template, trust_remote_code, needs_template))
        arguments = vllm.AsyncEngineArgs(
            model=str(model.path),
            dtype=dtype.value,
            tensor_parallel_size=tensor_parallel,
            max_model_len=max_length,
            trust_remote_code=trust_remote_code,
            enforce_eager=enforce_eager,
            enable_prefix_caching=True,
            disable_log_stats=True,
        )
        self._loop = BackgroundLoop()
        try:
            self._engine: Any = self._loop.submit(_start(AsyncLLM, arguments)).result()
        except Exception as error:  # the engine raises whatever its parts raise
            self._loop.close()
            raise UserError(f"vLLM cannot run {model.name}: {first_line(error)}") from error
        atexit.register(self.close)
        self._dtype = str(self._engine.model_config.dtype).removeprefix("torch.")
        self._numbers = count()

    @property
    def identity(self) -> Mapping[str, Any]:
        """Weights, number format and template."""
        return self._identity("vllm", self._dtype)

    @property
    def batches_locally(self) -> bool:
        """The engine decides its batches as it goes, so repeating a call repeats nothing."""
        return False

    def generate(
        self, requests: Iterable[Request], sampling: Sampling, skip: Skip | None = None
    ) -> Iterator[tuple[int, Generation | InfraError]]:
        """See ``Generator.generate``.

        A prompt that leaves no room in the model's window gets an empty text cut off at once (``LENGTH``).

        Raises:
            InfraError: the engine died.
        """
        return run_bounded(self._loop, requests, self._answer(sampling), IN_FLIGHT, skip)

    def close(self) -> None:
        """Stop the engine and free its memory. Happens by itself when the program ends."""
        if self._engine is not None:
            self._engine.shutdown()
            self._engine = None
            self._loop.close()
            atexit.unregister(self.close)

    def _answer(self, sampling: Sampling) -> Callable[[Request], Awaitable[Generation | InfraError]]:
        from vllm import SamplingParams
        from vllm.sampling_params import RequestOutputKind
        from vllm.v1.engine.exceptions import EngineDeadError

        async def answer(request: Request) -> Generation | InfraError:
            prompt = self._prompt(request, sampling)
            if prompt.limit < 1:
                return prompt.without_room
            params = SamplingParams(
                max_tokens=prompt.limit,
                temperature=sampling.temperature,
                top_p=sampling.top_p,
                seed=prompt.seed,
                stop=list(prompt.stop),
                output_kind=RequestOutputKind.FINAL_ONLY,
            )
            name = f"lcbrb-{next(self._numbers)}"
            try:
                outputs = [
                    out async for out in self._engine.generate({"prompt_token_ids": prompt.tokens}, params, name)
                ]
            except EngineDeadError as error:
                raise InfraError(f"The vLLM engine died: {first_line(error)}") from None
            return _generation(outputs[-1] if outputs else None, len(prompt.tokens), prompt.opened)

        return answer


async def _start(engine_class: Any, arguments: Any) -> Any:
    """Start inside the loop the engine will live in."""
    return engine_class.from_engine_args(arguments)


def _generation(final: Any, prompt_tokens: int, opened: str) -> Generation | InfraError:
    """Turn vLLM's ``RequestOutput`` into ours. Any end but ``stop`` and ``length`` is a failure (``abort``)."""
    if final is None or not final.outputs:
        return InfraError("vLLM gave no output for a request.")
    output = final.outputs[0]
    if output.finish_reason not in (FinishReason.STOP, FinishReason.LENGTH):
        return InfraError(f"vLLM ended a request for the reason {output.finish_reason!r}.")
    return Generation(opened + output.text, FinishReason(output.finish_reason), prompt_tokens, len(output.token_ids))
