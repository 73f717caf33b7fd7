"""Sandboxes for unittest problems, with this interpreter's own libraries."""

import pytest

from lcbrb.errors import UserError
from lcbrb.grading import unittests
from lcbrb.sandbox import Level


@pytest.fixture(scope="module", params=[Level.L3, Level.L2])
def sandbox(request):
    """An open sandbox: each test that uses it runs at L3 and at L2."""
    try:
        opened = unittests.open_sandbox(request.param)
    except UserError as error:
        pytest.skip(str(error))
    with opened:
        yield opened
