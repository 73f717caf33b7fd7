"""How the hidden states of a checkpoint become a reward: one module a head shape, looked up by architecture.

A new shape is a function that loads a model and returns a ``RewardHead``, registered under the name that
stands in the checkpoint's ``config.json`` under ``architectures``::

    from lcbrb.rewards.heads import RewardHead, register_head

    def load_my_head(model, options):
        ...
        return RewardHead(body=..., read=..., positions=..., plain=..., dtype="float32")

    register_head("MyModelForReward", load_my_head)

A module that does this can be named on the command line with ``--plugin my_module``.
"""

from __future__ import annotations

import hashlib
import importlib
import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from lcbrb.models.resolve import ResolvedModel
from lcbrb.rewards.options import ScoringOptions


@dataclass(frozen=True, slots=True)
class RewardHead:
    """A loaded reward model, split where the score is read."""

    body: Any
    """The decoder without a head: ``body(input_ids=...).last_hidden_state``."""
    read: Callable[[Any], Any]
    """Hidden states in float32 at ``positions``, shape ``(positions, hidden size)``, to the score, a scalar tensor."""
    positions: Callable[[Sequence[int]], tuple[int, ...]]
    """Token ids of a text to the indices whose hidden states ``read`` takes."""
    plain: Callable[[Any], Any]
    """Token ids, shape ``(1, length)``, to the score by the model's own forward."""
    dtype: str
    """Number format of the weights."""
    end_tokens: tuple[int, ...] = ()
    """Token ids the model expects after the conversation."""
    causal: bool = True
    """Whether no token sees those after it, so that beginnings can be shared and padding needs no mask."""


HeadLoader = Callable[[ResolvedModel, ScoringOptions], RewardHead]

_BUILT_IN = {
    "Qwen2ForRewardModel": "lcbrb.rewards.heads.qwen2_rm",
    "InternLM2ForRewardModel": "lcbrb.rewards.heads.internlm2",
    "LlamaForRewardModelWithGating": "lcbrb.rewards.heads.armorm",
}
_REGISTERED: dict[str, HeadLoader] = {}


def register_head(architecture: str, loader: HeadLoader) -> None:
    """Score checkpoints of ``architecture`` with ``loader``; goes before a built-in shape of that name."""
    _REGISTERED[architecture] = loader


def head_source(model: ResolvedModel) -> str | None:
    """A hash of the module that registered the head ``model`` is loaded with; None for a built-in one."""
    loader = next((_REGISTERED[name] for name in model.architectures if name in _REGISTERED), None)
    module = inspect.getmodule(loader) if loader else None
    return hashlib.sha256(inspect.getsource(module).encode()).hexdigest()[:16] if module else None


def has_custom_head(model: ResolvedModel) -> bool:
    """Whether the checkpoint's architecture is one of the registered or built-in shapes."""
    return any(name in _REGISTERED or name in _BUILT_IN for name in model.architectures)


def load_head(model: ResolvedModel, options: ScoringOptions) -> RewardHead:
    """Load a reward model with the head its architecture names; any ``…ForSequenceClassification`` by default.

    Raises:
        UserError: see ``lcbrb.models.loading.load_model``.
    """
    for name in model.architectures:
        if name in _REGISTERED:
            return _REGISTERED[name](model, options)
        if name in _BUILT_IN:
            loaded: RewardHead = importlib.import_module(_BUILT_IN[name]).load(model, options)
            return loaded
    from lcbrb.rewards.heads import sequence

    return sequence.load(model, options)


def last_token(tokens: Sequence[int]) -> tuple[int, ...]:
    """The index of the last token."""
    return (len(tokens) - 1,)
