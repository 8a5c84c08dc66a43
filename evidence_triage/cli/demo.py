"""demo: the main job on the sample case, by the very commands that a person would type, with their real output."""

import io
import json
import os
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import Annotated, Any

import typer

from evidence_triage import data
from evidence_triage.cli.terminal import PASSPHRASE, PERSON, app, main, note
from evidence_triage.errors import JobFailed

SAMPLE_PERSON = "D. Officer"
SAMPLE_PASSPHRASE = "larch needles in autumn"
SAMPLE_TITLE = "Operation Larch"
QUESTIONS = (
    "handing over cash in a car park",
    "the marks were changed while one evaluator was out of the room",
    'from:osei "Room 2"',
)
TAKEN_FROM_EACH = 3


@app.command()
def demo(
    into: Annotated[Path, typer.Option(metavar="FOLDER", help="Where the sample case is made.")] = Path("sample"),
) -> None:
    """Make the sample case, run the main job on it, say where everything is."""
    case, bundle = into / f"{SAMPLE_TITLE}.case", _free(into / "bundle")
    make_material(into / "material")
    make_case(case, into / "material")
    _step("status", case)
    items = [item for question in QUESTIONS for item in _found(case, question)]
    _step("code", case, *dict.fromkeys(items), "--relevance", "relevant", "--issue", "Lot 4")
    _step("export", case, "--query", "tag:relevant", "--out", bundle, "--recipient", "prosecutor")
    _step("verify", bundle)
    _step("verify", case)
    typer.echo(f"\nThe case:   {case}\nThe bundle: {bundle}\nTo open it: evidence-triage-desktop {_quoted(case)}")
    typer.echo(f"{SAMPLE_PERSON} signs in with: {SAMPLE_PASSPHRASE}")


def make_material(folder: Path) -> None:
    """Writes the sample case's material below `folder`, unless it is there.

    The script is a program of its own, since it writes with libraries that this process never loads.

    Raises:
        JobFailed: the script ended before its end.
    """
    if folder.is_dir():
        return
    note(f"Making the material of the sample case in {folder}.")
    made = subprocess.run([sys.executable, str(data.resources() / "sample" / "make.py"), str(folder)], check=False)
    if made.returncode != 0:
        raise JobFailed(what="the material of the sample case could not be made")


def make_case(case: Path, material: Path) -> None:
    """Makes the sample case and reads every exhibit into it; what is there already is not read twice."""
    if not case.exists():
        _step("new", case, "--title", SAMPLE_TITLE, "--person", SAMPLE_PERSON, "--role", "officer")
    sample = data.resources() / "sample"
    for exhibit in tomllib.loads((sample / "story" / "exhibits.toml").read_text("utf-8"))["exhibit"]:
        told = ("--description", exhibit["description"], "--authority", exhibit["authority"])
        source = material / exhibit["folder"]
        _step("add", case, source, "--exhibit", exhibit["reference"], *told, "--screen", sample / "screen.txt")


def _found(case: Path, question: str) -> list[int]:
    """Shows what a question finds, and gives the first items of it."""
    _step("search", case, question, "--limit", "5")
    answer = io.StringIO()
    with redirect_stdout(answer):
        _run("search", case, question, "--limit", TAKEN_FROM_EACH, "--json")
    hits: list[dict[str, Any]] = json.loads(answer.getvalue())
    return [hit["item"] for hit in hits]


def _step(*arguments: object) -> None:
    """Prints a command as a person would type it, and runs it."""
    typer.echo(f"\n$ evidence-triage {' '.join(map(_quoted, arguments))}")
    sys.stdout.flush()
    _run(*arguments)


def _run(*arguments: object) -> None:
    """Runs one command in this process.

    Raises:
        JobFailed: it did not end well; its own words are on stderr already.
    """
    with _signed_in():
        status = main([str(each) for each in arguments])
    if status != 0:
        raise JobFailed(what=f"the command {arguments[0]} did not end well")


@contextmanager
def _signed_in() -> Iterator[None]:
    """The sample's person in the environment, as commands expect it, and nobody in it afterwards who was not before."""
    before = {name: os.environ.get(name) for name in (PASSPHRASE, PERSON)}
    os.environ[PASSPHRASE], os.environ[PERSON] = SAMPLE_PASSPHRASE, SAMPLE_PERSON
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            os.environ.update({} if value is None else {name: value})


def _free(folder: Path) -> Path:
    """`folder`, or the first of `folder 2`, `folder 3` that is not there: a bundle never overwrites one."""
    number = 1
    while (free := folder if number == 1 else folder.with_name(f"{folder.name} {number}")).exists():
        number += 1
    return free


def _quoted(argument: object) -> str:
    return shlex.quote(str(argument))
