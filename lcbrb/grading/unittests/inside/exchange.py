"""The conversation between the process of the tests and the process of the candidate: nested questions and answers.

There is one ball. Who asks passes it on and gets it back with the answer, or with a question in between; so the
checker, which relays, always knows whose frame comes next. Threads of one process wait for the ball.

Frames of the tests' process are pickles of ``(kind, number, body)``, those of the candidate's JSON: see
``value_encoding.py``. This module leaves both to the functions it is given.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable
from typing import Any

MAX_NESTING = 60
"""Deepest nesting of questions within questions."""


_getpid, _get_ident = os.getpid, threading.get_ident  # tests may patch them


class PeerGoneError(BaseException):
    """The other process has ended, or the checker wants no more of this one."""


class Exchange:
    """One side of the conversation."""

    def __init__(
        self,
        channel: Any,
        encode: Callable[[str, int, Any], bytes],
        decode: Callable[[bytes], tuple[str, int, Any]],
        serve: Callable[[Any], Any],
        holds_ball: bool,
    ) -> None:
        self._channel, self._encode, self._decode, self._serve = channel, encode, decode, serve
        self._ball = threading.Lock()
        self._holder: int | None = None
        self._process = os.getpid()
        self._asked: list[int] = []
        self._count = 0
        if not holds_ball:
            self._take()

    def _take(self) -> None:
        self._ball.acquire()
        self._holder = _get_ident()

    def _give(self) -> None:
        self._holder = None
        self._ball.release()

    def ask(self, question: Any) -> Any:
        """The answer to a question; answers the other side's questions in between.

        Raises:
            PeerGoneError: there will be no answer.
            RecursionError: questions are nested too deep.
            RuntimeError: this is a fork of the process, or a finalizer that interrupts the conversation itself.
        """
        if _getpid() != self._process:
            raise RuntimeError("this object belongs to another process")
        if self._holder == _get_ident():
            raise RuntimeError("a finalizer cannot ask")
        self._take()
        try:
            if len(self._asked) >= MAX_NESTING:
                raise RecursionError("calls between the tests and the program are nested too deep")
            self._count += 1
            self._asked.append(self._count)
            try:
                self._channel.send(self._encode("ask", self._count, question))
                return self._converse(self._count)
            finally:
                self._asked.pop()
        finally:
            self._give()

    def serve_until_end(self) -> None:
        """Answer questions until there are none. For the side that starts without the ball."""
        with contextlib.suppress(PeerGoneError):
            self._converse(None)

    def _converse(self, awaited: int | None) -> Any:
        while True:
            frame = self._channel.receive()
            if frame is None:
                raise PeerGoneError
            kind, number, body = self._decode(frame)
            if kind == "ask":
                self._answer(number, body)
            elif number != awaited:
                raise PeerGoneError  # an answer to nothing that was asked
            else:
                return body

    def _answer(self, number: int, question: Any) -> None:
        self._give()
        try:
            answer = self._serve(question)
        finally:
            self._take()
        self._channel.send(self._encode("answer", number, answer))
