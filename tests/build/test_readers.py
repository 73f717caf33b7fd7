"""Other people's readers take the published folder as it is."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from lcbrb.build.records import read_pairs
from tests.build import tasks
from tests.support.cli import run_process

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def published(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    build = Path(shutil.copytree(whole, tmp_path_factory.mktemp("published") / "build"))
    assert run_process("publish", build, "--repo", "org/name", "--dry-run").status == 0
    return build / "published"


def test_trl_trains_a_reward_model_on_it(published: Path, tmp_path: Path) -> None:
    trl, datasets = pytest.importorskip("trl"), pytest.importorskip("datasets")
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    from tests.support import tiny_models

    base = tiny_models.save(
        tmp_path / "model", tiny_models.build("LlamaForSequenceClassification", "LlamaConfig", num_labels=1)
    )
    model = AutoModelForSequenceClassification.from_pretrained(base, num_labels=1)
    tokenizer = AutoTokenizer.from_pretrained(base)
    pairs = datasets.load_dataset(str(published), split="test", cache_dir=str(tmp_path))
    config = trl.RewardConfig(
        output_dir=str(tmp_path / "run"), max_steps=2, per_device_train_batch_size=2, max_length=None, bf16=False,
        use_cpu=True, report_to=[], save_strategy="no",
    )  # fmt: skip
    trainer = trl.RewardTrainer(model=model, args=config, train_dataset=pairs, processing_class=tokenizer)
    assert len(trainer.train_dataset) == len(pairs)  # none was filtered out as unreadable
    read = tokenizer.decode(trainer.train_dataset[0]["chosen_ids"])
    assert tasks.SOUND in read and "Reason about the programming problem" in read
    assert trainer.train().training_loss > 0


READ = """
import json, sys
import rewardbench.utils
from transformers import PreTrainedTokenizerFast

tokenizer = PreTrainedTokenizerFast(tokenizer_file=sys.argv[2], eos_token="<|im_end|>")
tokenizer.chat_template = "{% for turn in messages %}{{ turn.role }}: {{ turn.content }}\\n{% endfor %}"
load = getattr(rewardbench.utils, "load_and_process_dataset", None) or rewardbench.utils.load_preference_dataset
rows = load(sys.argv[1], split="test", tokenizer=tokenizer)
print(json.dumps([dict(row) for row in rows]))
"""


def test_rewardbench_reads_prompt_and_both_sides(published: Path, tmp_path: Path) -> None:
    """RewardBench pins an old transformers, so it has an environment of its own."""
    python = os.environ.get("REWARDBENCH_PYTHON")
    if not python:
        pytest.skip("REWARDBENCH_PYTHON does not name an interpreter that has rewardbench")
    from tests.support import tiny_models

    tiny_models.tokenizer().save_pretrained(tmp_path)
    command = [python, "-c", READ, str(published), str(tmp_path / "tokenizer.json")]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=tmp_path, env={**os.environ, "PYTHONPATH": ""}
    )
    assert done.returncode == 0, done.stderr
    built = read_pairs(published.parent / "pairs.jsonl", "")
    for row, pair in zip(json.loads(done.stdout.splitlines()[-1]), built, strict=True):
        prompt = f"user: {pair.prompt[0]['content']}\n"
        assert row["prompt"] == prompt
        assert row["text_chosen"] == f"{prompt}assistant: {pair.chosen[0]['content']}\n"
        assert row["text_rejected"] == f"{prompt}assistant: {pair.rejected[0]['content']}\n"
