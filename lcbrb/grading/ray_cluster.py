"""A Ray cluster: how to reach it, and which of its nodes can grade."""

from __future__ import annotations

import functools
import hashlib
import logging
import os
import socket
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lcbrb
from lcbrb.errors import UserError
from lcbrb.grading.worker import Settings
from lcbrb.sandbox import Level

_LOOK_SECONDS = 300.0
_REACH_SECONDS = 10.0
_QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",  # no telemetry
    "RAY_DISABLE_IMPORT_WARNING": "1",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
    "RAY_BACKEND_LOG_LEVEL": "fatal",
}
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Node:
    """A node that can grade.

    Attributes:
        id: Ray's.
        name: for messages.
        cores: how many workers it takes.
        level: the sandbox level that held there.
    """

    id: str
    name: str
    cores: int
    level: Level


@contextmanager
def connected(address: str) -> Iterator[None]:
    """Be connected to the cluster at ``address``; a connection that the process has already is used and left open.

    Raises:
        UserError: Ray is not installed, or there is no such cluster, or it has other versions.
    """
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    try:
        import ray
    except ImportError:
        raise UserError("Grading on a Ray cluster needs the package ray: `pip install 'recode-bench[ray]'`.") from None
    if ray.is_initialized():
        yield
        return
    _check_reachable(address)
    try:
        with _mute(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ray.init(
                address=address,
                include_dashboard=False if address == "local" else None,
                logging_level=logging.CRITICAL,
                log_to_driver=False,
                namespace="recode-bench",
            )
    except (ConnectionError, RuntimeError, ValueError, OSError, ImportError, AssertionError) as error:
        raise UserError(_why_not(address, error)) from None
    try:
        yield
    finally:
        ray.shutdown()


@contextmanager
def _mute() -> Iterator[None]:
    """Keep what Ray's C++ prints as it connects from the terminal: even that it was told to be quiet, it says."""
    stderr = os.dup(2)
    try:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(stderr, 2)
        os.close(stderr)


def _check_reachable(address: str) -> None:
    """Ray itself tries for a minute, and then some of its versions end the process."""
    host, colon, port = address.removeprefix("ray://").rpartition(":")
    if not colon:
        if address not in ("auto", "local"):
            raise UserError(f"Unknown Ray address '{address}'; give auto, local, HOST:PORT or ray://HOST:PORT.")
        return
    try:
        socket.create_connection((host.strip("[]"), int(port)), _REACH_SECONDS).close()
    except (OSError, ValueError, OverflowError) as error:
        raise UserError(f"No Ray cluster answers at {address}: {error}.") from None


def _why_not(address: str, error: Exception) -> str:
    said = " ".join(str(error).split())
    if address == "auto" and isinstance(error, ConnectionError):
        return "No Ray cluster runs on this machine: start one with `ray start --head`, or give its address."
    if isinstance(error, ImportError):
        return f"Ray cannot reach {address}: {said}; `pip install 'recode-bench[ray]'` brings what it needs."
    if isinstance(error, ConnectionError):
        said += "; if the cluster asks for a token, set RAY_AUTH_MODE=token and RAY_AUTH_TOKEN."
    return f"Cannot use the Ray cluster at {address}: {said}"


def usable_nodes(settings: Settings) -> list[Node]:
    """Look at every node of the cluster, all at once; those that cannot grade are named in a warning.

    Raises:
        UserError: none can.
    """
    import ray

    nodes = [node for node in ray.nodes() if node["Alive"] and node["Resources"].get("CPU", 0) >= 1]
    if not nodes:
        raise UserError("The Ray cluster has no node with a core to grade on.")
    looks = [_start_look(node["NodeID"], settings) for node in nodes]
    usable, refusals = [], []
    for node, look in zip(nodes, looks, strict=True):
        name, found = _name(node), _found(look)
        if isinstance(found, Level):
            usable.append(Node(node["NodeID"], name, int(node["Resources"]["CPU"]), found))
        else:
            refusals.append(f"{name}: {found}")
    if not usable:
        raise UserError(" ".join(["No node of the Ray cluster can grade.", *refusals]))
    for refusal in refusals:
        _log.warning("Ray node left out: %s", refusal)
    return usable


def _name(node: dict[str, Any]) -> str:
    name, host = node["NodeName"], node["NodeManagerHostname"]
    return name if name == host else f"{name} ({host})"


def _start_look(node_id: str, settings: Settings) -> Any:
    import ray
    from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

    def look(ours: tuple[str, str], level: str, allow_unsafe: bool) -> str:
        """Sent by value, as the node may lack this package: the level that holds there, or "!" and why none does."""
        try:
            from lcbrb.errors import InfraError, UserError
            from lcbrb.grading.ray_cluster import version
            from lcbrb.sandbox.levels import choose
        except ImportError as error:
            return f"!recode-bench {ours[0]} is not installed there ({error})."
        if (theirs := version()) != ours:
            other = theirs[0] if theirs[0] != ours[0] else f"other code of {theirs[0]}"
            return f"!it has {other}, here is {ours[0]}; install the same recode-bench on every node."
        try:
            return choose(level, allow_unsafe).value
        except (UserError, InfraError) as error:
            return f"!{error}"

    return (
        ray.remote(look)
        .options(num_cpus=0, max_retries=0, scheduling_strategy=NodeAffinitySchedulingStrategy(node_id, soft=False))
        .remote(version(), str(settings.level), settings.allow_unsafe)
    )


def _found(look: Any) -> Level | str:
    """What a look found: a level, or why there is none."""
    import ray

    try:
        said: str = ray.get(look, timeout=_LOOK_SECONDS)
    except ray.exceptions.RayError as error:
        return f"it did not answer ({type(error).__name__})."
    return said[1:] if said.startswith("!") else Level(said)


@functools.cache
def version() -> tuple[str, str]:
    """The version of this package, and a digest of its code: verdicts must not depend on which node graded."""
    digest = hashlib.sha256()
    package = Path(lcbrb.__file__).parent
    for path in sorted([*package.glob("*.py"), *package.glob("grading/**/*.py"), *package.glob("sandbox/**/*.py")]):
        digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return lcbrb.__version__, digest.hexdigest()
