"""What modules want done at a fork is done in a program's process, though the interpreter's hooks are skipped."""

import logging
import os
import random

from lcbrb.sandbox.inside import at_fork


def imported(statement, name="some_module"):
    with at_fork.noted() as wishes:
        exec(statement, {"__name__": name, "os": os})
    return wishes.calls


def test_every_program_has_a_seed_of_its_own(sandbox):
    from lcbrb.sandbox import Script

    assert len({sandbox.run(Script("import random; print(random.random())")).stdout for _ in range(3)}) == 3


def test_what_a_module_wants_in_the_child_is_noted_in_order():
    assert imported("os.register_at_fork(after_in_child=int); os.register_at_fork(after_in_child=str)") == [
        random.seed,
        int,
        str,
    ]


def test_a_module_that_wants_more_gets_the_interpreters_fork():
    assert imported("os.register_at_fork(after_in_child=int); os.register_at_fork(before=str)") is None
    assert imported("os.register_at_fork(before=str); os.register_at_fork(after_in_child=int)") is None


def test_hooks_of_the_standard_library_are_known():
    assert imported("os.register_at_fork(before=str)", logging.__name__) == [random.seed]


def test_noting_ends_with_the_imports():
    before = os.register_at_fork
    imported("")
    assert os.register_at_fork is before
