"""Runs many awaitable calls with a bounded number at a time, from ordinary (synchronous) code."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import contextmanager
from threading import Thread
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class BackgroundLoop:
    """An asyncio event loop in a thread of its own, so that it also works inside a notebook's running loop."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="lcbrb-requests", daemon=True)
        self._thread.start()

    def submit(self, coroutine: Coroutine[Any, Any, Result]) -> Future[Result]:
        """Start a coroutine in the loop."""
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop)

    def close(self) -> None:
        """Cancel what still runs and end the thread."""
        self.submit(_cancel_others()).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


async def _cancel_others() -> None:
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


@contextmanager
def background_loop() -> Iterator[BackgroundLoop]:
    """A loop that is closed, with everything in it, however the block ends."""
    loop = BackgroundLoop()
    try:
        yield loop
    finally:
        loop.close()


def run_bounded(
    loop: BackgroundLoop,
    items: Iterable[Item],
    work: Callable[[Item], Awaitable[Result]],
    limit: int,
    skip: Callable[[int], bool] | None = None,
) -> Iterator[tuple[int, Result]]:
    """Yield ``(position of the item, what work returned)`` as calls finish, at most ``limit`` at a time.

    Items at the positions that ``skip`` names are passed over.

    ``items`` is read only as places become free. However it ends (an exception of ``work``, a caller that stops
    reading), calls still running are cancelled.
    """

    async def call(item: Item) -> Result:
        return await work(item)

    numbered = (entry for entry in enumerate(items) if skip is None or not skip(entry[0]))
    running: dict[Future[Result], int] = {}
    try:
        while True:
            while len(running) < limit and (entry := next(numbered, None)) is not None:
                running[loop.submit(call(entry[1]))] = entry[0]
            if not running:
                return
            finished = wait(running, return_when=FIRST_COMPLETED).done
            # One that raises ends it all: what came together with it is not lost.
            for future in sorted(finished, key=lambda done: (done.exception() is not None, running[done])):
                yield running.pop(future), future.result()
    finally:
        for future in running:
            future.cancel()
