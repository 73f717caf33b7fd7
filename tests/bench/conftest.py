"""What the tests of policy runs share."""

from pathlib import Path

import pytest

from lcbrb.errors import UserError
from lcbrb.sandbox.levels import choose
from tests.bench import tasks
from tests.support import tiny_models


@pytest.fixture(scope="session", autouse=True)
def references(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Reference outputs of the small problems are kept out of the user's cache; no test without a sandbox."""
    try:
        choose("auto", False)
    except UserError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def problems(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The small problems, as ``--problems`` takes them."""
    return tasks.write(tmp_path_factory.mktemp("problems"))


@pytest.fixture(scope="session")
def tiny_policy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A language model of random weights with a chat template."""
    return tiny_models.save(tmp_path_factory.mktemp("policy"), tiny_models.build("LlamaForCausalLM", "LlamaConfig"))
