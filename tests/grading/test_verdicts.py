"""Which verdicts may become rewards."""

import dataclasses

import pytest

from lcbrb.contract import Mode, Outcome, Verdict
from lcbrb.grading.verdicts import trusted_for_rewards

PASSED = Outcome(Verdict.PASSED, Verdict.PASSED, 3, 3, sandbox="L3")


@pytest.mark.parametrize(
    ("changes", "trusted"),
    [
        ({}, True),
        ({"sandbox": "L2"}, True),
        ({"sandbox": "L2+uid"}, True),
        ({"sandbox": "W"}, True),
        ({"sandbox": "L1"}, False),
        ({"sandbox": ""}, False),
        ({"mode": Mode.PROXY}, True),
        ({"mode": Mode.IN_PROCESS}, False),
        ({"verdict": Verdict.INFRA_ERROR}, False),
        ({"verdict": Verdict.TAMPERED}, True),
    ],
)
def test_a_verdict_that_can_be_forged_is_no_reward(changes, trusted):
    assert trusted_for_rewards(dataclasses.replace(PASSED, **changes)) is trusted
