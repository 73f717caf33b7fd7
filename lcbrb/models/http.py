"""JSON over HTTP for long runs: retries, bounded concurrency, timeouts, and an end when the server is gone.

A request that keeps failing becomes an ``InfraError``, one that cannot work (no such route, key refused) a
``UserError``. The API key is sent as a bearer token and never shown.
"""

from __future__ import annotations

import asyncio
import email.utils
import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from urllib.parse import urlsplit

from lcbrb.errors import InfraError, UserError
from lcbrb.models.concurrency import background_loop, run_bounded

if TYPE_CHECKING:
    import httpx
    import tenacity

DEFAULT_KEY_ENV = "OPENAI_API_KEY"

Reply = TypeVar("Reply")

_REFUSED_KEY = (401, 403)
_NO_ROUTE = (404, 405, 501)
_RETRIED = (408, 425, 429)  # and every 5xx but 501
_SHOWN = 300  # characters of a server's own message


@dataclass(frozen=True, slots=True)
class HttpOptions:
    """How patiently a server is used. Times are in seconds."""

    concurrency: int = 16
    timeout: float = 600.0
    """For one attempt, from sending to the last byte."""
    attempts: int = 5
    first_wait: float = 1.0
    """Before the second attempt; doubles with every further one, plus up to this much of chance."""
    longest_wait: float = 60.0
    """Also the most that a server's Retry-After is followed."""
    give_up_after: int = 16
    """Failed requests in a row (each after all its attempts) that end the run."""

    def __post_init__(self) -> None:
        if self.concurrency < 1 or self.attempts < 1 or self.give_up_after < 1:
            raise UserError("Concurrency, attempts and failures in a row must each be at least 1.")
        if self.timeout <= 0:
            raise UserError(f"A request timeout of {self.timeout} seconds cannot work; give more than 0.")


class BadReply(Exception):
    """An answer that is not what the route promises (malformed, NaN, a missing field). Retried."""


class _Retryable(Exception):
    def __init__(self, reason: str, retry_after: float = 0.0) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class _Refused(Exception):
    """The server understood and said no; asking again would not help."""


@dataclass(slots=True)
class _Progress:
    answered: bool = False
    failures: int = 0


@dataclass(frozen=True)
class JsonServer:
    """A server that speaks JSON.

    Attributes:
        root: address without a trailing slash; paths are appended to it.
    """

    root: str
    options: HttpOptions = field(default_factory=HttpOptions)
    api_key: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        parts = urlsplit(self.root)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise UserError(f"{self.shown} is not a server address; write it like http://127.0.0.1:8000/v1.")

    @property
    def shown(self) -> str:
        """The address for messages and results, without a password that may stand in it."""
        parts = urlsplit(self.root)
        return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()

    def get(self, path: str) -> Any:
        """Ask once, at the start of a run; None when the server has no usable answer on this path.

        Raises:
            UserError: nothing answers at the address, or the API key is refused.
        """
        import httpx

        timeout = min(self.options.timeout, 30.0)
        try:
            with httpx.Client(headers=self._headers(), timeout=timeout) as client:
                response = client.get(self.root + path)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise UserError(
                f"Cannot reach {self.shown}{path} ({_reason(error)}); is the server running there?"
            ) from None
        if response.status_code in _REFUSED_KEY:
            raise UserError(self._key_refused(response))
        try:
            return json.loads(response.content) if response.is_success else None
        except ValueError:
            return None

    def post_all(
        self,
        path: str,
        payloads: Iterable[Mapping[str, Any]],
        read: Callable[[Any], Reply],
        skip: Callable[[int], bool] | None = None,
    ) -> Iterator[tuple[int, Reply | InfraError]]:
        """Post every payload; yield ``(position, what read made of the answer)`` as answers come.

        Args:
            path: appended to ``root``.
            payloads: JSON objects, taken as places become free.
            read: turns a decoded answer into the result; raises ``BadReply`` where it does not fit (retried).
            skip: names positions of payloads that are not posted.

        Raises:
            UserError: the key is refused, or the very first answers say there is no such route or model.
            InfraError: ``give_up_after`` requests in a row failed; what was yielded stands.
        """
        import httpx

        progress = _Progress()
        limits = httpx.Limits(max_connections=self.options.concurrency)
        client = httpx.AsyncClient(headers=self._headers(), timeout=self.options.timeout, limits=limits)
        call = _Call(self, client, path, read, progress)
        with background_loop() as loop:
            try:
                for number, result in run_bounded(loop, payloads, call.post, self.options.concurrency, skip):
                    yield number, result
                    self._check_alive(result, progress)
            finally:
                loop.submit(client.aclose()).result()

    def _check_alive(self, result: object, progress: _Progress) -> None:
        if not isinstance(result, InfraError):
            progress.failures = 0
            return
        progress.failures += 1
        if progress.failures >= self.options.give_up_after:
            raise InfraError(
                f"{progress.failures} requests in a row to {self.shown} failed, the last one: {result} "
                "Stopped; everything finished is kept, repeat the command to continue."
            )

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.api_key}"} if self.api_key else {}

    def _key_refused(self, response: httpx.Response) -> str:
        return (
            f"{self.shown} refuses the API key (status {response.status_code}); "
            f"set {DEFAULT_KEY_ENV}, or name the variable that holds it with --api-key-env."
        )

    def message_of(self, response: httpx.Response) -> str:
        """A server's own words about an error, on one line, shortened, without our key."""
        try:
            body = json.loads(response.content)
        except ValueError:
            body = response.text
        for name in ("error", "message", "detail"):
            if isinstance(body, dict) and name in body:
                body = body[name]
        text = " ".join(str(body).split()).rstrip(".")
        if self.api_key:
            text = text.replace(self.api_key, "***")
        return text[:_SHOWN] + ("…" if len(text) > _SHOWN else "")


@dataclass(frozen=True)
class _Call(Generic[Reply]):
    """One kind of request, sent with retries."""

    server: JsonServer
    client: httpx.AsyncClient
    path: str
    read: Callable[[Any], Reply]
    progress: _Progress

    async def post(self, payload: Mapping[str, Any]) -> Reply | InfraError:
        import tenacity

        options = self.server.options
        retrying = tenacity.AsyncRetrying(
            retry=tenacity.retry_if_exception_type(_Retryable),
            stop=tenacity.stop_after_attempt(options.attempts),
            wait=_waiting(options),
            reraise=True,
        )
        try:
            return await retrying(self._attempt, payload)
        except _Retryable as error:
            return InfraError(f"{error} ({options.attempts} attempt{'s' if options.attempts > 1 else ''}).")
        except _Refused as error:
            return InfraError(f"{error}.")

    async def _attempt(self, payload: Mapping[str, Any]) -> Reply:
        import httpx

        try:
            async with asyncio.timeout(self.server.options.timeout):  # httpx's own limits each single read
                response = await self.client.post(self.server.root + self.path, json=payload)
        except (httpx.HTTPError, TimeoutError) as error:
            raise _Retryable(_reason(error)) from None
        if not response.is_success:
            self._raise_for(response)
        try:
            result = self.read(json.loads(response.content, parse_constant=_not_finite))
        except BadReply as error:
            raise _Retryable(f"unusable answer: {error}") from None
        except ValueError:
            raise _Retryable("the answer is not valid JSON") from None
        self.progress.answered = True
        return result

    def _raise_for(self, response: httpx.Response) -> None:
        status, message = response.status_code, self.server.message_of(response)
        if status in _REFUSED_KEY:
            raise UserError(self.server._key_refused(response))
        if status in _NO_ROUTE and not self.progress.answered:
            raise UserError(f"{self.server.shown}{self.path} does not work (status {status}): {message}")
        if status in _RETRIED or (status >= 500 and status not in _NO_ROUTE):
            raise _Retryable(f"status {status}: {message}", _retry_after(response.headers.get("Retry-After")))
        raise _Refused(f"status {status}: {message}")


def _waiting(options: HttpOptions) -> Callable[[tenacity.RetryCallState], float]:
    import tenacity

    growing = tenacity.wait_exponential(options.first_wait, options.longest_wait) + tenacity.wait_random(
        0, options.first_wait
    )

    def wait(state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.retry_after if isinstance(error, _Retryable) else 0.0
        return max(min(asked, options.longest_wait), float(growing(state)))

    return wait


def _retry_after(header: str | None) -> float:
    """Seconds of a Retry-After header (RFC 9110, 10.2.3: seconds or a date); 0 where there is none."""
    if not header:
        return 0.0
    try:
        return max(0.0, float(header))
    except ValueError:
        pass
    try:
        return max(0.0, email.utils.parsedate_to_datetime(header).timestamp() - time.time())
    except ValueError:
        return 0.0


def _not_finite(constant: str) -> float:
    raise BadReply(f"it holds {constant}, which is not a number JSON knows")


def _reason(error: Exception) -> str:
    import httpx

    if isinstance(error, httpx.TimeoutException | TimeoutError):
        return "no answer in time"
    return " ".join(str(error).split()) or type(error).__name__


def dig(reply: Any, *path: str | int) -> Any:
    """The value at ``path`` of a decoded answer.

    Raises:
        BadReply: there is none.
    """
    value = reply
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            raise BadReply(f"it has no {'.'.join(str(part) for part in path)}") from None
    return value


def api_key(variable: str = DEFAULT_KEY_ENV) -> str | None:
    """The API key in an environment variable; None when only the default variable was meant and is not set.

    Raises:
        UserError: the variable was named by the person and is not set.
    """
    key = os.environ.get(variable, "").strip()
    if not key and variable != DEFAULT_KEY_ENV:
        raise UserError(f"--api-key-env names {variable}, which is not set in the environment.")
    if key and not (key.isascii() and key.isprintable()):
        raise UserError(f"The API key in {variable} has characters that no HTTP header can hold.")
    return key or None
