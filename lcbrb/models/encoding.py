"""Turns messages into the tokens a model scores: its own chat template, exactly one BOS, nothing cut in silence."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lcbrb.contract import Message
from lcbrb.errors import UserError
from lcbrb.models.base import Request
from lcbrb.models.resolve import ResolvedModel, first_line, load_tokenizer

PLAIN_TEMPLATE = "{% for message in messages %}{{ message['content'] }}\n{% endfor %}"
"""``--chat-template plain``: the contents alone, a line break after each."""

_PROBE: tuple[Message, ...] = ({"role": "user", "content": "1+1?"}, {"role": "assistant", "content": "2"})
_OPENED = re.compile(r"(?:<think>|<thinking>|<seed:think>|\[THINK\]|◁think▷)\s*$")
"""Marks with which templates open a reply's reasoning (DeepSeek-R1 and QwQ, Seed, Magistral, Kimi)."""
_SYSTEM_PROBE = "Be brief, said the system."
_UNBOUNDED = 1 << 24


@dataclass(frozen=True, slots=True)
class EncodedText:
    """One text as a model reads it.

    ``positions`` are the token indices whose hidden states the score is read from, in increasing order.
    ``prompt_key`` is equal for texts that share a prompt, so that they can share its computation.
    """

    tokens: tuple[int, ...]
    positions: tuple[int, ...]
    truncated: bool
    prompt_key: bytes


class Encoder:
    """A tokenizer with its chat template and the longest sequence the model takes."""

    def __init__(
        self,
        model: ResolvedModel,
        max_length: int | None = None,
        chat_template: str | None = None,
        trust_remote_code: bool = False,
        needs_template: bool = True,
    ) -> None:
        """Load the tokenizer and settle the template.

        Args:
            model: whose tokenizer.
            max_length: tokens; None takes the model's window.
            chat_template: a file, or ``plain``; None takes the model's own.
            trust_remote_code: run Python code that came with the tokenizer.
            needs_template: False allows a base model without a template; only bare texts can then be encoded.

        Raises:
            UserError: a needed chat template is missing or fails, or a maximum length is over the model's window.
        """
        self.tokenizer = load_tokenizer(model, trust_remote_code)
        self._revision = model.revision
        self.template = self._template(model.name, chat_template, needs_template)
        self.window = _window(model, self.tokenizer)
        if max_length is not None and max_length > self.window:
            raise UserError(f"--max-length {max_length} is over the window of {model.name}, {self.window} tokens.")
        self.max_length = max_length or self.window
        self._merges_system = False
        self._wraps = self.tokenizer.bos_token_id is None and self.tokenizer.cls_token_id is not None
        self._bos = self.tokenizer.cls_token_id if self._wraps else self._bos_used()
        if self.has_template:
            self._settle_system(model.name)

    @property
    def has_template(self) -> bool:
        """Whether conversations can be encoded."""
        return (self.template or self.tokenizer.chat_template) is not None

    @property
    def knows_thinking(self) -> bool:
        """Whether the template opens, closes or switches reasoning."""
        template = str(self.template or self.tokenizer.chat_template or "")
        return any(word in template for word in ("enable_thinking", "think>", "[/THINK]", "/think▷"))

    @property
    def identity(self) -> dict[str, Any]:
        """What of the encoding decides a score."""
        template = self.template or self.tokenizer.chat_template
        return {
            "tokenizer": self._revision,
            "template_hash": hashlib.sha256(str(template).encode()).hexdigest()[:16],
            "max_length": self.max_length,
        }

    def opening(self, request: Request) -> tuple[list[int], str]:
        """Tokens of a request, and the mark that opens the reply's reasoning where the prompt ends with one."""
        if request.text is not None:
            return self.tokenize(request.text), ""
        text = self.render(request.messages, open_reply=True, thinking=request.thinking)
        opened = _OPENED.search(text)
        return self.tokenize(text), opened[0] if opened else ""

    def conversation(self, messages: Sequence[Message], open_reply: bool = False) -> list[int]:
        """Tokens of a conversation; ``open_reply`` ends it where the model's own reply would start."""
        return self.tokenize(self.render(messages, open_reply))

    def render(self, messages: Sequence[Message], open_reply: bool = False, thinking: bool | None = None) -> str:
        """The conversation as text, through the chat template.

        Raises:
            UserError: the template refuses these messages.
        """
        import jinja2

        turns = _system_merged(messages) if self._merges_system else list(messages)
        switch = {} if thinking is None else {"enable_thinking": thinking}
        try:
            return str(
                self.tokenizer.apply_chat_template(
                    turns, chat_template=self.template, tokenize=False, add_generation_prompt=open_reply, **switch
                )
            )
        except (jinja2.TemplateError, ValueError, TypeError) as error:
            raise UserError(f"The chat template refuses a conversation: {first_line(error)}") from None

    def tokenize(self, text: str) -> list[int]:
        """Token ids of a rendered text, with exactly one BOS where the tokenizer uses one.

        Tokenizers of encoders (BERT and its like) have no BOS but wrap every text in [CLS] and [SEP]; they still do.
        """
        ids: list[int] = self.tokenizer(text, add_special_tokens=self._wraps)["input_ids"]
        if self._bos is None or self._wraps:
            return ids
        start = 0
        while start < len(ids) and ids[start] == self._bos:
            start += 1
        return [self._bos, *ids[start:]]

    def tokens_ending_at(self, text: str, ids: Sequence[int], ends: Sequence[int]) -> list[int]:
        """Indices into ``ids`` (``text`` tokenised) of the tokens that hold the last character before each end.

        Raises:
            UserError: the tokenizer keeps no record of where its tokens stand in the text.
        """
        if not self.tokenizer.is_fast:
            raise UserError("This model's tokenizer cannot say where its tokens stand in a text; a fast one is needed.")
        spans = self.tokenizer(text, add_special_tokens=self._wraps, return_offsets_mapping=True)["offset_mapping"]
        shift = len(ids) - len(spans)
        return [
            max(index for index, (start, end) in enumerate(spans) if start < last and end > start) + shift
            for last in ends
        ]

    def fit(self, ids: list[int]) -> tuple[list[int], int]:
        """Cut ``ids`` to the maximum length; returns them with the number of tokens cut.

        The end is kept, because the answer and the tokens the score is read from are there; the cut falls on
        the beginning of the prompt, after the BOS.
        """
        cut = len(ids) - self.max_length
        if cut <= 0:
            return ids, 0
        if self._bos is not None:
            return [ids[0], *ids[cut + 1 :]], cut
        return ids[cut:], cut

    def prompt_length(self, prompt: Sequence[Message], full: Sequence[int]) -> int:
        """How many leading tokens of ``full`` (prompt and answer) belong to the prompt.

        The opened prompt is a prefix of the full text in every ordinary template; where tokens merge across
        the border, the longest common beginning counts as the prompt.
        """
        return common_prefix(self.conversation(prompt, open_reply=True), full)

    def _template(self, name: str, chosen: str | None, needed: bool) -> str | None:
        if chosen == "plain":
            return PLAIN_TEMPLATE
        if chosen is not None:
            try:
                return Path(chosen).read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                raise UserError(f"--chat-template {chosen} cannot be read: {error}.") from None
        if self.tokenizer.chat_template is None and needed:
            raise UserError(
                f"Model {name} has no chat template; give one with --chat-template FILE, "
                "or --chat-template plain to score the bare texts."
            )
        return None

    def _bos_used(self) -> int | None:
        """The BOS id, when the tokenizer puts it before text by default or the template writes it first."""
        bos = self.tokenizer.bos_token_id
        if bos is None:
            return None
        if self.tokenizer("a", add_special_tokens=True)["input_ids"][:1] == [bos]:
            return int(bos)
        if not self.has_template:
            return None
        rendered = self.tokenizer(self.render(_PROBE), add_special_tokens=False)["input_ids"]
        return int(bos) if rendered[:1] == [bos] else None

    def _settle_system(self, name: str) -> None:
        """Some templates refuse a system turn (Gemma's) or drop it: then it goes before the user's words."""
        with_system: list[Message] = [{"role": "system", "content": _SYSTEM_PROBE}, *_PROBE]
        try:
            self._merges_system = _SYSTEM_PROBE not in self.render(with_system)
        except UserError:
            self._merges_system = True
        if self._merges_system:
            try:
                self.render(with_system)
            except UserError as error:
                raise UserError(f"Model {name}: {error}") from None


def common_prefix(first: Sequence[object], second: Sequence[object]) -> int:
    """Length of the longest common beginning of two token sequences, or two texts."""
    length = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        length += 1
    return length


def prompt_key(prompt: Sequence[Message]) -> bytes:
    """A digest that is equal for equal prompts."""
    text = "\0".join(f"{message['role']}\1{message['content']}" for message in prompt)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _window(model: ResolvedModel, tokenizer: Any) -> int:
    """The longest sequence in tokens: the smaller of what the config and the tokenizer say."""
    text_config = model.config.get("text_config") or model.config
    stated = [text_config.get(name) for name in ("max_position_embeddings", "n_positions", "max_seq_len")]
    known = [int(value) for value in (*stated, tokenizer.model_max_length) if value and int(value) < _UNBOUNDED]
    return min(known, default=_UNBOUNDED)


def _system_merged(messages: Sequence[Message]) -> list[Message]:
    turns = list(messages)
    if not turns or turns[0]["role"] != "system":
        return turns
    system = turns.pop(0)["content"]
    if turns and turns[0]["role"] == "user":
        return [{"role": "user", "content": f"{system}\n\n{turns[0]['content']}"}, *turns[1:]]
    return [{"role": "user", "content": system}, *turns]
