"""What every command shares: the application, the passphrase, the answer, and how errors end.

Words for people go to stdout, progress and errors to stderr; `--json` gives one JSON value on stdout. An error is one
line that repeats nothing of the material.
"""

import getpass
import importlib
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import click
import typer

from evidence_triage.errors import DiskFull, NoPassphrase, TriageError

if TYPE_CHECKING:
    from evidence_triage.case import Case

PASSPHRASE = "EVIDENCE_TRIAGE_PASSPHRASE"
PERSON = "EVIDENCE_TRIAGE_PERSON"
NEW_PASSPHRASE = "EVIDENCE_TRIAGE_NEW_PASSPHRASE"
DISK_FULL_ERRNO = 28

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
        status = typer.main.get_command(app).main(args=arguments, prog_name="evidence-triage", standalone_mode=False)
        return status if isinstance(status, int) else 0
    except click.exceptions.Abort:
        return _ended("Stopped.", 1)
    except click.exceptions.ClickException as error:
        error.show()
        return 2
    except TriageError as error:
        return _ended(str(error), error.exit_code)
    except OSError as error:
        return _ended(_system_words(error), 1)


def _system_words(error: OSError) -> str:
    """The system's refusal in words; its message without the path, which may name material."""
    return (
        str(DiskFull())
        if error.errno == DISK_FULL_ERRNO
        else f"The system refused: {error.strerror or 'unknown error'}."
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
