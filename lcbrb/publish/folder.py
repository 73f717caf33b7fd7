"""The folder of a data set: tables, data card, ``eval.yaml`` and checksums."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lcbrb.build.records import PAIRS, REVIEWED, BuiltPair, read_pairs
from lcbrb.errors import UserError
from lcbrb.publish.facts import facts
from lcbrb.publish.tables import write_tables
from lcbrb.runs import write_text

CARD = "README.md"
EVAL = "eval.yaml"
CHECKSUMS = "checksums.sha256"
_TEMPLATE = "lcb-rb.md.j2"
_CHECKOUT = Path(__file__).parents[2] / "data_cards"
_INSTALLED = Path(__file__).parent / "data_cards"


@dataclass(frozen=True, slots=True)
class Published:
    """A folder that can be uploaded."""

    folder: Path
    pairs: int
    reviewed: bool
    audit: Mapping[str, Any]


def make_folder(build: Path, repo: str, license_: str, output: Path) -> Published:
    """Make the data set of a build in ``output``, in place of one made before.

    Raises:
        UserError: the build has no pairs, or ``output`` holds something else.
    """
    reviewed = (build / REVIEWED).is_file()
    pairs = read_pairs(build / (REVIEWED if reviewed else PAIRS), "it is no finished build, run `lcbrb build`")
    if not pairs:
        raise UserError(f"{build / (REVIEWED if reviewed else PAIRS)} holds no pairs, so there is nothing to publish.")
    making = output.with_name(output.name + ".making")
    _clear(output, making)
    write_tables(making, pairs)
    audit = _audit(making, repo)
    card = _render(facts(build, pairs, audit, repo, license_))
    write_text(making / CARD, card)
    write_text(making / EVAL, _eval_yaml(repo, pairs))
    write_text(making / CHECKSUMS, checksums(making))
    making.replace(output)
    return Published(output, len(pairs), reviewed, audit)


def checksums(folder: Path) -> str:
    """SHA-256 of every file but the list itself, as ``sha256sum`` writes them."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != CHECKSUMS)
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n" for path in paths
    )


def _clear(output: Path, making: Path) -> None:
    """Take away what an earlier call made, and nothing else."""
    if output.exists() and not (output / CHECKSUMS).is_file() and (not output.is_dir() or any(output.iterdir())):
        raise UserError(f"{output} is not a folder that `lcbrb publish` made; choose another --output.")
    try:
        for folder in (output, making):
            if folder.exists():
                shutil.rmtree(folder)
        making.mkdir(parents=True)
    except OSError as error:
        raise UserError(f"Cannot make {output}: {error.strerror or error}.") from None


def _audit(folder: Path, repo: str) -> dict[str, Any]:
    from lcbrb.audit.audit import audit
    from lcbrb.pairs.sources import open_pairs

    with TemporaryDirectory(prefix="lcbrb-") as cache:
        return audit(open_pairs(str(folder), Path(cache))) | {"pair_set": repo}


def _render(values: Mapping[str, Any]) -> str:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    place = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
    template = Environment(
        loader=FileSystemLoader(place), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    ).get_template(_TEMPLATE)
    return template.render(**values).rstrip() + "\n"


def _eval_yaml(repo: str, pairs: list[BuiltPair]) -> str:
    """What registers the set as a benchmark, and lets ``inspect eval hf/<repo>`` ask a generative judge.

    The form is that of inspect_ai/_eval/task/hf.py (HFTask), which refuses other fields in a task.
    """
    import json

    name = repo.partition("/")[2]
    described = f"{len(pairs)} pairs of reasoning about programming problems: which of two is sound?"
    # JSON texts are YAML texts, and need no quoting rules of their own.
    return (
        f"name: {json.dumps(name)}\n"
        f"description: {json.dumps(described)}\n"
        "evaluation_framework: inspect-ai\n"
        "tasks:\n"
        "- id: two_options\n"
        "  config: two_options\n"
        "  split: test\n"
        "  field_spec:\n"
        "    input: question\n"
        "    choices: choices\n"
        "    target: target\n"
        "    metadata: [pair_id]\n"
        "  solvers:\n"
        "  - name: multiple_choice\n"
        "    args: {cot: true}\n"
        "  scorers:\n"
        "  - name: choice\n"
    )
