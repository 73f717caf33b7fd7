"""What the three commands share: one way to build an app and one way to fail."""

import errno
import importlib
import signal
import sys
from types import FrameType
from typing import Annotated

import typer

from lcbrb import __version__
from lcbrb.errors import InfraError, UserError

EXIT_INFRA = 1
EXIT_USER = 2

_FULL = (errno.ENOSPC, errno.EDQUOT)


def build(name: str, summary: str) -> typer.Typer:
    """An app with ``--version`` and plain tracebacks off."""
    app = typer.Typer(
        name=name, help=summary, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
    )

    def show_version(wanted: bool) -> None:
        if wanted:
            print(f"{name} {__version__}")
            raise typer.Exit

    @app.callback()
    def _options(
        version: Annotated[
            bool,
            typer.Option("--version", callback=show_version, is_eager=True, help="Print the version and exit."),
        ] = False,
    ) -> None:
        pass

    return app


def run(app: typer.Typer) -> None:
    """Run ``app``; a person's mistake ends in one sentence on stderr and the status the documentation names."""
    signal.signal(signal.SIGINT, _interrupt)
    try:
        _refuse_bytes(sys.argv[1:])
        app()
    except UserError as error:
        _fail(str(error), EXIT_USER)
    except InfraError as error:
        _fail(str(error), EXIT_INFRA)
    except OSError as error:
        if error.errno not in _FULL:
            raise
        sys.stdout = None  # else Python tries to write what is left once more as it ends
        _fail(
            f"A disk is full ({error}). Everything finished so far is kept; make room and repeat the command.",
            EXIT_USER,
        )
    except Interrupted:
        _fail("Interrupted. Everything finished so far is kept; repeat the command to continue.", 130)


def _refuse_bytes(arguments: list[str]) -> None:
    """File names that are not UTF-8 cannot be written into a manifest, nor opened by pyarrow."""
    for argument in arguments:
        if not argument.isascii() and argument != argument.encode("utf-8", "replace").decode():
            shown = argument.encode("utf-8", "backslashreplace").decode()
            raise UserError(f"Argument '{shown}' is not UTF-8 text; rename the file.")


class Interrupted(BaseException):
    """Ctrl-C. A class of its own, because typer ends a KeyboardInterrupt without a word."""


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise Interrupted


def plugin(module: str) -> None:
    """Import a module of the user's, so that it can register what it brings.

    Raises:
        UserError: it cannot be imported.
    """
    sys.path.insert(0, "")
    try:
        importlib.import_module(module)
    except Exception as error:
        raise UserError(f"--plugin {module} cannot be imported: {type(error).__name__}: {error}.") from None
    finally:
        sys.path.remove("")


def _fail(message: str, status: int) -> None:
    print(f"error: {message}", file=sys.stderr)
    raise SystemExit(status)
