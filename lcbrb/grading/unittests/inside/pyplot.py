"""Figures live in the candidate's process: what asks pyplot for the current one, or closes them, is asked there."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from typing import Any

from .handles import Handle

_QUESTIONS = ("gcf", "gca", "get_fignums", "get_figlabels", "fignum_exists", "clf", "cla")


def forward(ask: Callable[..., Any]) -> None:
    """Put functions that ask into the tests' pyplot, if it is loaded."""
    module: Any = sys.modules.get("matplotlib.pyplot")
    if module is None:
        return
    for name in _QUESTIONS:
        setattr(module, name, _forwarded(module, getattr(module, name), ask))
    module.close = _closing_both(module, module.close, ask)


def _closing_both(module: Any, original: Callable[..., Any], ask: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def close(figure: Any = None) -> None:
        is_here, is_there = type(figure) is module.Figure, issubclass(type(figure), Handle)
        if not is_here:
            ask("pyplot", "close", () if figure is None else (figure,), {})
        if not is_there:
            original(figure)

    return close


def _forwarded(module: Any, original: Callable[..., Any], ask: Callable[..., Any]) -> Callable[..., Any]:
    """Asks, unless the tests have drawn figures of their own."""
    own_figures = module._pylab_helpers.Gcf.figs

    @functools.wraps(original)
    def asked(*args: Any, **kwargs: Any) -> Any:
        if own_figures:
            return original(*args, **kwargs)
        return ask("pyplot", original.__name__, args, kwargs)

    return asked
