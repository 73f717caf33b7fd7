"""NLTK's data, which some of BigCodeBench's tasks download as they run: fetched once, as programs have no network."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

NAMES = ("averaged_perceptron_tagger", "punkt", "stopwords", "vader_lexicon", "words")

_SECONDS = 600
_FETCH = """
import json, sys
import nltk
folder, *names = sys.argv[1:]
print(json.dumps([name for name in names if not nltk.download(name, download_dir=folder, quiet=True)]))
"""


def folder_of(python: Path) -> Path:
    """Where NLTK looks, and a sandbox lets it, in the environment of an interpreter."""
    return python.parents[1] / "lib" / "nltk_data"


def found(python: Path) -> list[str]:
    """The data that is there."""
    return sorted(path.name for path in folder_of(python).glob("*/*") if path.is_dir())


def fetch(python: Path) -> list[str]:
    """Download the data; the names of what could not be had."""
    command: list[str | Path] = [python, "-I", "-c", _FETCH, folder_of(python), *NAMES]
    try:
        said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=_SECONDS).stdout
        return list(json.loads(said.splitlines()[-1]))
    except (subprocess.SubprocessError, ValueError, IndexError):
        return list(NAMES)


def by_hand(python: Path) -> str:
    """The command that does it later."""
    return f"{python} -m nltk.downloader -d {folder_of(python)} {' '.join(NAMES)}"
