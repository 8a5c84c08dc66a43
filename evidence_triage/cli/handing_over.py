"""Handing over: `export`."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evidence_triage.cli.terminal import AsJson, CaseFolder, answer, app, note, opened
from evidence_triage.errors import UsageError
from evidence_triage.words import Mode, Recipient

if TYPE_CHECKING:
    from evidence_triage.case import Case

Out = Annotated[Path, typer.Option("--out", metavar="FOLDER", help="The new folder of the bundle.")]
Query = Annotated[
    str, typer.Option("--query", metavar="Q", help="What to hand over: words that must occur, and fields.")
]
To = Annotated[Recipient | None, typer.Option(help="Who it is for; without one the rules for the defence hold.")]
Whole = Annotated[
    str, typer.Option("--families", metavar="whole|none", help="Whether attachments and their mails go along.")
]


@app.command("export")
def export_items(
    folder: CaseFolder, query: Query, out: Out, recipient: To = None, families: Whole = "whole", as_json: AsJson = False
) -> None:
    """Hand items over as one signed bundle: pages, files as found, index, manifest."""
    from evidence_triage.export import check_place, need_right

    if families not in {"whole", "none"}:
        raise UsageError(what="--families is whole or none.")
    with opened(folder) as case:
        need_right(case)
        check_place(case, out)
        params = {
            "items": _matching(case, query),
            "out": str(out.absolute()),
            "recipient": recipient,
            "families": families,
        }
        receipt = _made(case, params)
    answer(receipt, lambda: _words(receipt), as_json=as_json)


def _matching(case: "Case", query: str) -> list[int]:
    """Every item that the query holds of. Nearness in meaning chooses nothing: it knows no end (R8)."""
    from evidence_triage.search import Engine

    return [int(item) for item in Engine(case).matching(query, mode=Mode.WORDS)]


def _made(case: "Case", params: dict[str, Any]) -> dict[str, Any]:
    """Has a process of its own make the bundle; Ctrl-C stops it, and then nothing is left of it."""
    from evidence_triage.pipeline import jobs

    running = jobs.start(case, "export", params)
    try:
        return _followed(running.lines())
    except KeyboardInterrupt:
        running.stop()
        return _followed(running.lines())


def _followed(lines: Iterator[dict[str, Any]]) -> dict[str, Any]:
    """The receipt at the end of a job's lines; a person at a terminal sees how far it is."""
    receipt: dict[str, Any] = {}
    for line in lines:
        receipt = line.get("done", receipt)
        if "stage" in line and sys.stderr.isatty():
            note(f"{line['stage']}: {line['read']} of {line['found']}")
    return receipt


def _words(receipt: dict[str, Any]) -> str:
    held = ", ".join(f"{count} {reason}" for reason, count in receipt["held"].items())
    lines = [
        f"Bundle written: {receipt['folder']}",
        f"{_of(receipt['items'], 'item')} on {_of(receipt['pages'], 'page')}, and {_of(receipt['natives'], 'file')} as found.",
        f"Held back: {held or 'nothing of what was chosen'}.",
    ]
    if receipt["slips"]:
        lines.append(f"{_of(receipt['slips'], 'item')} with a slip sheet instead of pages.")
    if receipt["natives_held"]:
        lines.append(f"{_of(receipt['natives_held'], 'file')} not given, holding something held back; the pages go.")
    if receipt["unreachable"]:
        lines.append(f"{_of(receipt['unreachable'], 'original file')} could not be reached to be hashed again.")
    lines.append(f"Signed by the key {receipt['fingerprint']}. Give its fingerprint to the recipient another way.")
    return "\n".join(lines)


def _of(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
