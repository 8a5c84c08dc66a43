"""Handing over: `export`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evidence_triage.cli.terminal import AsJson, CaseFolder, answer, app, note, opened
from evidence_triage.words import Mode, Recipient

if TYPE_CHECKING:
    from evidence_triage.case import Case
    from evidence_triage.export import Receipt

Out = Annotated[Path, typer.Option("--out", metavar="FOLDER", help="The new folder of the bundle.")]
Query = Annotated[
    str,
    typer.Option(
        "--query", metavar="Q", help="What to hand over: fields and words that must all occur, e.g. tag:relevant."
    ),
]
To = Annotated[
    Recipient | None, typer.Option("--recipient", help="Who it is for; without one the rules for the defence hold.")
]
Whole = Annotated[str, typer.Option("--families", metavar="whole|none", help="Whether families go along whole.")]


@app.command("export")
def export_command(
    folder: CaseFolder, query: Query, out: Out, recipient: To = None, families: Whole = "whole", as_json: AsJson = False
) -> None:
    """Hand items over as one signed bundle: pages, files as found, index, manifest."""
    from evidence_triage.errors import UsageError
    from evidence_triage.export import Families, export
    from evidence_triage.export.handing import check_place, need_right
    from evidence_triage.sandbox import open_sandbox

    if families not in tuple(Families):
        raise UsageError(what="--families is whole or none.")
    with opened(folder) as case:
        need_right(case)
        check_place(case, out)
        items = _matching(case, query)
        with open_sandbox() as sandbox:
            receipt = export(
                case, items, out, sandbox=sandbox, recipient=recipient, families=Families(families), progress=_progress
            )
    answer(_as_data(receipt), lambda: _words(receipt), as_json=as_json)


def _matching(case: "Case", query: str) -> list[int]:
    """Every item that the query holds of; nearness in meaning chooses nothing, since it knows no end (R8)."""
    from evidence_triage.search import Engine

    return [int(item) for item in Engine(case).search(query, mode=Mode.WORDS).order]


def _progress(stage: str, done: int, total: int) -> None:
    if done == total or done % 100 == 0:
        note(f"{stage}: {done} of {total}")


def _as_data(receipt: "Receipt") -> dict[str, object]:
    """The internal receipt in JSON; `held` counts by reason, `natives_held` files that hold something held back."""
    return {
        "folder": str(receipt.folder),
        "recipient": receipt.recipient or None,
        "date": receipt.date,
        "items": receipt.items,
        "pages": receipt.pages,
        "slips": receipt.slips,
        "natives": receipt.natives,
        "files": receipt.files,
        "bytes": receipt.bytes_written,
        "fingerprint": receipt.fingerprint,
        "held": receipt.held.counts,
        "natives_held": len(receipt.held.natives),
        "unreachable": receipt.unreachable,
    }


def _words(receipt: "Receipt") -> str:
    held = receipt.held
    lines = [
        f"Bundle written: {receipt.folder}",
        f"{receipt.items} items on {receipt.pages} pages ({receipt.slips} by a slip sheet alone), {receipt.natives} files as found.",
        "Held back: "
        + (", ".join(f"{count} {reason}" for reason, count in held.counts.items()) or "nothing of what was chosen")
        + ".",
    ]
    if held.natives:
        lines.append(f"{len(held.natives)} files stay here, since they hold something held back; their pages go.")
    if receipt.unreachable:
        lines.append(f"{receipt.unreachable} original files could not be reached to be hashed again.")
    lines.append(f"Signed by the key {receipt.fingerprint}. Give its fingerprint to the recipient another way.")
    return "\n".join(lines)
