"""Classifier reward models: one number for a conversation, read from a head on the last token."""

from __future__ import annotations

from collections.abc import Sequence

from lcbrb.contract import Message, PairScore, PreferencePair
from lcbrb.models.encoding import EncodedText, Encoder, prompt_key
from lcbrb.models.loading import input_device
from lcbrb.models.resolve import ResolvedModel
from lcbrb.rewards.base import ModelCard, ScoreScale
from lcbrb.rewards.batching import Batch
from lcbrb.rewards.forward import hidden_states
from lcbrb.rewards.heads import head_source, load_head
from lcbrb.rewards.options import ScoringOptions
from lcbrb.rewards.spool import TextSpool


class ClassifierScorer:
    """A ``TextScorer`` for classifiers of every head shape."""

    def __init__(self, model: ResolvedModel, options: ScoringOptions) -> None:
        """Load the model.

        Raises:
            UserError: see ``lcbrb.rewards.heads.load_head`` and ``Encoder``.
        """
        self._encoder = Encoder(model, options.max_length, options.chat_template, options.trust_remote_code)
        self._head = load_head(model, options)
        self.dtype = self._head.dtype
        self.shares_prefixes = options.share_prefixes and self._head.causal
        self.device = input_device(self._head.body)
        self.card = ModelCard(
            name=model.name,
            kind="classifier",
            scale=ScoreScale.LOGIT,
            identity={
                "revision": model.revision,
                "architecture": ", ".join(model.architectures),
                "dtype": self.dtype,
                "head": head_source(model),
                **self._encoder.identity,
            },
            notes={"device": self.device},
        )

    def texts(self, pair: PreferencePair) -> tuple[EncodedText, EncodedText]:
        """Prompt and chosen, prompt and rejected."""
        return self._encode(pair.prompt, pair.chosen), self._encode(pair.prompt, pair.rejected)

    def scores(self, spool: TextSpool, batch: Batch) -> list[float]:
        """See ``TextScorer.scores``."""
        if not self._head.causal:
            return _masked_logits(self._head.body, spool, batch, self.device)
        states = hidden_states(self._head.body, spool, batch, self.device)
        return [float(self._head.read(state.float())) for state in states]

    def reference(self, tokens: Sequence[int], positions: Sequence[int]) -> float:
        """See ``TextScorer.reference``."""
        import torch

        return float(self._head.plain(torch.tensor([list(tokens)], device=self.device)))

    def row(self, pair: PreferencePair, scores: tuple[float, float], tokens: tuple[int, int]) -> PairScore:
        """See ``TextScorer.row``."""
        return PairScore.of(pair, *scores, tokens_chosen=tokens[0], tokens_rejected=tokens[1])

    def _encode(self, prompt: Sequence[Message], answer: Sequence[Message]) -> EncodedText:
        ids, cut = self._encoder.fit([*self._encoder.conversation([*prompt, *answer]), *self._head.end_tokens])
        return EncodedText(tuple(ids), self._head.positions(ids), cut > 0, prompt_key(prompt))


def _masked_logits(model: object, spool: TextSpool, batch: Batch, device: str) -> list[float]:
    """Scores of a batch by an encoder, which sees the whole text and so needs its padding masked."""
    import torch

    rows = [torch.tensor(spool.tokens(text).tolist()) for text in batch.texts]
    ids = torch.nn.utils.rnn.pad_sequence(rows, batch_first=True).to(device)
    lengths = torch.tensor([len(row) for row in rows], device=device)
    mask = (torch.arange(ids.shape[1], device=device)[None, :] < lengths[:, None]).long()
    logits: torch.Tensor = model(input_ids=ids, attention_mask=mask).logits  # type: ignore[operator]
    return [float(score) for score in logits[:, 0].float()]
