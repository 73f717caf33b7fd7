"""Custom reward heads: a checkpoint of each shape is scored as its own code would score it."""

from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import save_file
from torch import nn

from lcbrb.contract import PreferencePair
from lcbrb.errors import UserError
from lcbrb.rewards.heads import RewardHead, armorm, register_head
from lcbrb.rewards.options import ScoringOptions
from lcbrb.rewards.spec import load_reward_model
from tests.support import tiny_models


def conversation(pair: PreferencePair, text_tokenizer: Any) -> torch.Tensor:
    text = text_tokenizer.apply_chat_template([*pair.prompt, *pair.chosen], tokenize=False)
    return torch.tensor([text_tokenizer(text, add_special_tokens=False)["input_ids"]])


def chosen_scores(folder: Path, pairs: list[PreferencePair]) -> dict[str, float]:
    model = load_reward_model(str(folder), ScoringOptions(batch_tokens=700))
    return {row.pair_id: row.score_chosen for row in model.score(pairs, bytearray(len(pairs)))}  # type: ignore[misc]


def test_qwen2_math_rm_two_layer_head(tmp_path: Path) -> None:
    body = tiny_models.build("Qwen2Model", "Qwen2Config")
    first, last = nn.Linear(48, 48), nn.Linear(48, 1)
    tiny_models.save(tmp_path, body)
    weights = {f"model.{name}": value for name, value in body.state_dict().items()}
    weights |= {f"score.0.{name}": value for name, value in first.state_dict().items()}
    weights |= {f"score.2.{name}": value for name, value in last.state_dict().items()}
    save_file(weights, tmp_path / "model.safetensors", metadata={"format": "pt"})
    tiny_models.rename_architecture(tmp_path, "Qwen2ForRewardModel")
    pairs = tiny_models.pairs()
    found = chosen_scores(tmp_path, pairs)
    for pair in pairs:
        with torch.inference_mode():
            state = body(conversation(pair, tiny_models.tokenizer())).last_hidden_state[0, -1]
            assert found[pair.pair_id] == pytest.approx(float(last(torch.relu(first(state)))), abs=1e-3)


def fused(body: Any, config: Any) -> dict[str, torch.Tensor]:
    """A Llama body under InternLM2's names, with query, key and value of each key-value group in one matrix."""
    size = config.hidden_size // config.num_attention_heads
    queries = config.num_attention_heads // config.num_key_value_heads
    names = {
        "embed_tokens": "tok_embeddings",
        "self_attn.o_proj": "attention.wo",
        "mlp.gate_proj": "feed_forward.w1",
        "mlp.down_proj": "feed_forward.w2",
        "mlp.up_proj": "feed_forward.w3",
        "input_layernorm": "attention_norm",
        "post_attention_layernorm": "ffn_norm",
    }
    weights: dict[str, torch.Tensor] = {}
    state = body.state_dict()
    for name, value in state.items():
        if "q_proj" in name:
            key, values = state[name.replace("q_proj", "k_proj")], state[name.replace("q_proj", "v_proj")]
            groups = [
                torch.cat([value[g * queries * size : (g + 1) * queries * size],
                           key[g * size : (g + 1) * size], values[g * size : (g + 1) * size]])
                for g in range(config.num_key_value_heads)
            ]  # fmt: skip
            weights["model." + name.replace("self_attn.q_proj", "attention.wqkv")] = torch.cat(groups)
        elif "k_proj" not in name and "v_proj" not in name:
            for ours, theirs in names.items():
                name = name.replace(ours, theirs)
            weights["model." + name] = value.clone()
    return weights


def test_internlm2_reward_token_and_value_head(tmp_path: Path) -> None:
    body = tiny_models.build("LlamaModel", "LlamaConfig")
    head = nn.Linear(48, 1, bias=False)
    tiny_models.save(tmp_path, body)
    save_file(
        {**fused(body, body.config), "v_head.weight": head.weight.detach()},
        tmp_path / "model.safetensors",
        metadata={"format": "pt"},
    )
    tiny_models.rename_architecture(
        tmp_path, "InternLM2ForRewardModel", model_type="internlm2", reward_token_id=17, bias=False,
        auto_map={"AutoModel": "modeling_internlm2.InternLM2ForRewardModel"},
    )  # fmt: skip
    pairs = tiny_models.pairs()
    found = chosen_scores(tmp_path, pairs)
    for pair in pairs:
        ids = torch.cat([conversation(pair, tiny_models.tokenizer()), torch.tensor([[17]])], dim=1)
        with torch.inference_mode():
            state = body(ids).last_hidden_state[0, -1]
            assert found[pair.pair_id] == pytest.approx(float(head(state)), abs=1e-3)


def test_armorm_gate_reads_the_prompt_and_mixes_objectives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text_tokenizer = tiny_models.tokenizer()
    border = tuple(text_tokenizer("<|im_end|>\n<|im_start|>assistant\n", add_special_tokens=False)["input_ids"])
    monkeypatch.setattr(armorm, "TURN_BORDER", border)  # SmolLM2's vocabulary has other ids than Llama 3's
    body = tiny_models.build("LlamaModel", "LlamaConfig")
    torch.manual_seed(1)
    objectives, transform = nn.Linear(48, 19, bias=False), torch.randn(19, 19)
    layers = [nn.Linear(48, 32), nn.Linear(32, 32), nn.Linear(32, 32), nn.Linear(32, 19)]
    tiny_models.save(tmp_path, body)
    weights = {f"model.{name}": value for name, value in body.state_dict().items()}
    weights |= {"regression_layer.weight": objectives.weight.detach(), "reward_transform_matrix": transform}
    weights |= {f"gating.layers.{n}.{name}": value for n, layer in enumerate(layers) for name, value in
                layer.state_dict().items()} | {"gating.logit_scale": torch.tensor([1.5])}  # fmt: skip
    save_file(weights, tmp_path / "model.safetensors", metadata={"format": "pt"})
    tiny_models.rename_architecture(
        tmp_path, "LlamaForRewardModelWithGating", num_objectives=19, gating_hidden_dim=32, gating_temperature=10
    )
    pairs = tiny_models.pairs()
    found = chosen_scores(tmp_path, pairs)
    for pair in pairs:
        ids = conversation(pair, text_tokenizer)
        gate_at = max(i for i in range(ids.shape[1]) if tuple(ids[0, i : i + len(border)].tolist()) == border)
        with torch.inference_mode():
            states = body(ids).last_hidden_state[0]
            gate = states[gate_at]
            for layer in layers[:-1]:
                gate = torch.relu(layer(gate))
            weight = torch.softmax(layers[-1](gate) / 10, dim=-1) * 1.5
            expected = float((weight * (objectives(states[-1]) @ transform)).sum())
        assert found[pair.pair_id] == pytest.approx(expected, abs=1e-3)


def test_a_registered_head_scores_its_architecture(tmp_path: Path) -> None:
    folder = tiny_models.save(tmp_path, tiny_models.build("LlamaModel", "LlamaConfig"))
    tiny_models.rename_architecture(folder, "MeanOfStates")

    def load(model: Any, options: ScoringOptions) -> RewardHead:
        from transformers import LlamaModel

        body = LlamaModel.from_pretrained(model.path).eval()
        return RewardHead(
            body=body,
            read=lambda states: states[-1].mean(),
            positions=lambda tokens: (len(tokens) - 1,),
            plain=lambda ids: body(ids).last_hidden_state[0, -1].mean(),
            dtype="float32",
        )

    register_head("MeanOfStates", load)
    assert len(set(chosen_scores(folder, tiny_models.pairs()).values())) > 6
    assert load_reward_model(str(folder), ScoringOptions()).card.identity["head"] is not None


def test_internlm2_folder_without_its_head_is_refused(tmp_path: Path) -> None:
    body = tiny_models.build("LlamaModel", "LlamaConfig")
    tiny_models.save(tmp_path, body)
    save_file(fused(body, body.config), tmp_path / "model.safetensors", metadata={"format": "pt"})
    tiny_models.rename_architecture(tmp_path, "InternLM2ForRewardModel", model_type="internlm2", reward_token_id=17)
    with pytest.raises(UserError, match=r"missing v_head\.weight"):
        load_reward_model(str(tmp_path), ScoringOptions())
