"""What the tests set up around a call (seeds, environment, folder, patches), carried over to the candidate's process.

Only changes travel, and only that way: what the candidate does to its own never comes back.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import random
import sys
import types
import unittest.mock
from typing import Any

from .handles import Handle

# Saved before tests patch them.
_getcwd, _chdir = os.getcwd, os.chdir
_getstate, _setstate = random.getstate, random.setstate
_import = importlib.import_module
_KEPT_HERE = {("sys", "stdout"), ("sys", "stderr"), ("sys", "modules")}
_MISSING = object()


class Watcher:
    """The tests' side: what has changed since the last question."""

    def __init__(self) -> None:
        self._seeded = False
        self._random: Any = None
        self._numpy: Any = None
        self._environ = dict(os.environ)
        self._folder = _getcwd()
        self._argv = list(sys.argv)
        self._stdin = sys.stdin
        self._patches: dict[int, tuple[str, str, str, Any]] = {}
        self._patched_before: list[Any] = []

    def start(self) -> None:
        """Begin to watch."""
        self._note_seeds(random)
        if "numpy" in sys.modules:
            self._note_seeds(sys.modules["numpy"].random)
        self._note_patches()
        self._seeded = True  # maybe, as the tests were loaded

    def _note_seeds(self, module: Any) -> None:
        seed = module.seed

        def watched(*args: Any, **kwargs: Any) -> Any:
            self._seeded = True
            return seed(*args, **kwargs)

        module.seed = watched

    def _note_patches(self) -> None:
        patch: Any = unittest.mock._patch
        enter, leave = patch.__enter__, patch.__exit__

        def entered(this: Any) -> Any:
            made = enter(this)
            where = _place(this.target)
            if where is not None and (where[0], this.attribute) not in _KEPT_HERE:
                self._patches[id(this)] = (*where, this.attribute, getattr(this.target, this.attribute))
            return made

        def left(this: Any, *error: Any) -> Any:
            self._patches.pop(id(this), None)
            return leave(this, *error)

        patch.__enter__, patch.__exit__ = entered, left

    @staticmethod
    def _numpy_state() -> Any:
        numpy: Any = sys.modules.get("numpy")
        return numpy.random.get_state() if numpy is not None else None

    def changes(self) -> dict[str, Any]:
        """What the candidate's process has to know before it goes on."""
        changed: dict[str, Any] = {}
        drawn, numpy_drawn = _getstate(), self._numpy_state()
        if self._seeded or drawn != self._random:
            changed["random"] = drawn
        if numpy_drawn is not None and (self._seeded or not _same(numpy_drawn, self._numpy)):
            changed["numpy"] = numpy_drawn
        self._seeded, self._random, self._numpy = False, drawn, numpy_drawn
        environ = dict(os.environ) if isinstance(os.environ, type(_ENVIRON)) else self._environ
        if environ != self._environ:
            gone = [name for name in self._environ if name not in environ]
            changed["environ"] = ({k: v for k, v in environ.items() if self._environ.get(k) != v}, gone)
            self._environ = environ
        folder = _getcwd()
        if folder != self._folder:
            changed["folder"] = self._folder = folder
        self._patch_changes(changed)
        return changed

    def _patch_changes(self, changed: dict[str, Any]) -> None:
        patches = list(self._patches.values())
        if sys.argv != self._argv:
            patches.append(("sys", "", "argv", list(sys.argv)))
        if sys.stdin is not self._stdin:
            patches.append(("sys", "", "stdin", sys.stdin))
        identities = [(patch[:3], id(patch[3])) for patch in patches]
        if identities != self._patched_before:
            changed["patches"] = patches
            self._patched_before = identities


_ENVIRON = os.environ


def _same(one: Any, other: Any) -> bool:
    return other is not None and one[0] == other[0] and one[2:] == other[2:] and bool((one[1] == other[1]).all())


def _place(target: Any) -> tuple[str, str] | None:
    """Module and qualified name of what is patched; None for what has none there."""
    if isinstance(target, types.ModuleType):
        return target.__name__, ""
    if isinstance(target, type) and not issubclass(target, Handle):
        return target.__module__, target.__qualname__
    return None


class Applier:
    """The candidate's side: makes the changes."""

    def __init__(self) -> None:
        self._applied: list[tuple[Any, str, Any]] = []
        self._environ = os.environ

    def apply(self, changes: dict[str, Any]) -> None:
        """Make the changes."""
        if "random" in changes:
            _setstate(changes["random"])
        if "numpy" in changes:
            sys.modules["numpy"].random.set_state(changes["numpy"])
        if "environ" in changes:
            added, gone = changes["environ"]
            self._environ.update(added)
            for name in gone:
                self._environ.pop(name, None)
        if "folder" in changes:
            _chdir(changes["folder"])
        if "patches" in changes:
            self._patch(changes["patches"])

    def _patch(self, patches: list[tuple[str, str, str, Any]]) -> None:
        for patched in reversed(self._applied):
            _restore(*patched)
        self._applied.clear()
        for module, qualified, attribute, value in patches:
            target: Any = _import(module)
            for part in qualified.split(".") if qualified else ():
                target = getattr(target, part)
            self._applied.append((target, attribute, vars(target).get(attribute, _MISSING)))
            setattr(target, attribute, value)


def _restore(target: Any, attribute: str, original: Any) -> None:
    with contextlib.suppress(Exception):
        if original is _MISSING:
            delattr(target, attribute)
        else:
            setattr(target, attribute, original)
