"""What every command shares: the application, the passphrase, the answer, and how errors end.

Words for people go to stdout, progress and errors to stderr; `--json` gives one JSON value on stdout. An error is one
line that repeats nothing of the material.
"""

import errno
import getpass
import importlib
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evidence_triage.errors import DiskFull, NoPassphrase, TriageError

if TYPE_CHECKING:
    from evidence_triage.case import Case

PASSPHRASE = "EVIDENCE_TRIAGE_PASSPHRASE"
PERSON = "EVIDENCE_TRIAGE_PERSON"
NEW_PASSPHRASE = "EVIDENCE_TRIAGE_NEW_PASSPHRASE"
DEBUG = "EVIDENCE_TRIAGE_DEBUG"

GROUPS = ("adding", "job", "finding", "deciding", "handing_over", "people", "keeping", "measuring", "demo")

CaseFolder = Annotated[Path, typer.Argument(metavar="CASE", help="The case folder.")]
AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]

app = typer.Typer(
    name="evidence-triage",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Reads, searches, reviews and hands over seized material, offline. Without a command it opens the window.",
)


def secret(variable: str, prompt: str) -> str:
    """The passphrase from the environment (taken out of it at once), or asked for where there is a terminal.

    Raises:
        NoPassphrase: neither is to be had.
    """
    value = os.environ.pop(variable, "")
    if not value and sys.stdin is not None and sys.stdin.isatty():
        value = getpass.getpass(f"{prompt}: ", stream=sys.stderr)
    if not value:
        raise NoPassphrase
    return value


def opened(folder: Path, *, accept_gap: str | None = None) -> "Case":
    """The case, opened as the person of the environment."""
    from evidence_triage.case import check_folder, open_case

    check_folder(folder, os.environ.get(PERSON))
    return open_case(folder, secret(PASSPHRASE, "Passphrase"), os.environ.get(PERSON), accept_gap=accept_gap)


def answer(data: object, words: str | Callable[[], str], *, as_json: bool) -> None:
    """Prints `data` as one JSON value, or `words` for people."""
    if as_json:
        typer.echo(json.dumps(data, ensure_ascii=False, allow_nan=False))
    else:
        typer.echo(words() if callable(words) else words)


def note(words: str) -> None:
    """A line of progress, to stderr."""
    typer.echo(words, err=True)


def load_groups() -> None:
    """Registers every group's commands on `app`."""
    for group in GROUPS:
        importlib.import_module(f"evidence_triage.cli.{group}")


def main(arguments: list[str] | None = None) -> int:
    """Runs one command and gives its exit status; without a command opens the window."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if not arguments:
        return _desktop()
    load_groups()
    try:
        app(args=arguments, prog_name="evidence-triage")
    except SystemExit as end:  # how the library ends every command, and one that was not understood with 2
        return end.code if isinstance(end.code, int) else 0
    except BaseException as error:  # noqa: BLE001  # whatever it is, the person gets one line
        return _ended_by(error)
    return 0


def _ended_by(error: BaseException) -> int:
    match error:
        case TriageError():
            return _ended(str(error), error.exit_code)
        case KeyboardInterrupt():
            return _ended("Stopped.", 1)
        case OSError():
            return _ended(system_words(error), 1)
        case _:
            return _unforeseen(error)


def _unforeseen(error: BaseException) -> int:
    """A mistake of the program, told without its values, which may be of the material."""
    if DEBUG in os.environ:
        raise error
    words = f"The program made a mistake ({type(error).__name__}). What was reported as saved is kept; {DEBUG}=1 shows more."
    return _ended(words, 1)


def system_words(error: OSError) -> str:
    """The system's refusal in words; its message without the path, which may name material."""
    return (
        str(DiskFull()) if error.errno == errno.ENOSPC else f"The system refused: {error.strerror or 'unknown error'}."
    )


def _ended(words: str, status: int) -> int:
    note(" ".join(words.split()))
    return status


def _desktop() -> int:
    """The window is another package; it is started by name, so that the engine imports nothing of it."""
    start: Callable[[], int] = importlib.import_module("ui.app").main
    return start()


__all__ = [
    "NEW_PASSPHRASE",
    "PASSPHRASE",
    "PERSON",
    "AsJson",
    "CaseFolder",
    "answer",
    "app",
    "main",
    "note",
    "opened",
    "secret",
]
