"""Sandboxes at each level that isolates, and what programs must not reach."""

from pathlib import Path

import pytest

from lcbrb.errors import UserError
from lcbrb.sandbox import Level, Sandbox
from lcbrb.selftest.surroundings import planted

DRIVERS = sorted((Path(__file__).parent / "drivers").glob("*.py"))


@pytest.fixture(scope="module", params=[Level.L3, Level.L2])
def sandbox(request):
    """An open sandbox: each test that uses it runs at L3 and at L2."""
    try:
        opened = Sandbox.open(request.param, drivers=DRIVERS)
    except UserError as error:
        pytest.skip(str(error))
    with opened:
        yield opened


@pytest.fixture
def surroundings(tmp_path):
    with planted(tmp_path) as made:
        yield made
