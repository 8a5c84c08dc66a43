"""show, code, undo: reading items and deciding about them."""

import shutil
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evidence_triage.cli.terminal import AsJson, CaseFolder, answer, app, opened
from evidence_triage.errors import NoOriginal, UsageError
from evidence_triage.words import Relevance, Spread, Test

if TYPE_CHECKING:
    from evidence_triage.case import Case
    from evidence_triage.items import Detail
    from evidence_triage.review import Entry

Numbers = Annotated[list[int], typer.Argument(metavar="ITEM...", min=1, help="Item numbers.")]


@app.command()
def show(
    folder: CaseFolder,
    items: Numbers,
    text: Annotated[bool, typer.Option("--text", help="Only the text.")] = False,
    details: Annotated[bool, typer.Option("--details", help="Only the details.")] = False,
    history: Annotated[bool, typer.Option("--history", help="Only the decisions.")] = False,
    original: Annotated[
        Path | None, typer.Option(help="Write the bytes as found to this file (several items: into this folder).")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show items; opening them is put on record."""
    from evidence_triage.review import mark_seen, open_items

    with opened(folder) as case:
        open_items(case, items, by=case.member, part="original" if original else "shown")
        shown = [_shown(case, item) for item in items]
        if original is not None:
            _write_originals(case, items, original)
        mark_seen(case, items, by=case.member, extent={"command": "show"})
    parts = {"text": text, "details": details, "history": history}
    wanted = {name for name, asked in parts.items() if asked} or ({"text", "details"} if original is None else set())
    answer(shown, lambda: "\n\n".join(_read_out(each, wanted) for each in shown), as_json=as_json)


def _shown(case: "Case", item: int) -> dict[str, Any]:
    """An item as scripts get it."""
    from evidence_triage.items import detail
    from evidence_triage.review import history

    reader = case.reader()
    found = detail(reader, item)
    names = {member.id: member.name for member in case.members()}
    past = [_entry(entry, names) for entry in history(reader, item)]
    return {"item": item, "path": found.row.path, "text": found.text, "details": _details(found), "history": past}


def _details(found: "Detail") -> dict[str, Any]:
    """Everything known of an item but its text and path."""
    rest = asdict(found)
    row = {name: value for name, value in rest.pop("row").items() if name not in ("id", "path")}
    del rest["text"]
    return {**row, **rest, "source": row["exhibit"]}


def _entry(entry: "Entry", names: Mapping[int, str]) -> dict[str, Any]:
    made = entry.decision
    return {
        "decision": made.id,
        "person": names.get(made.member, ""),
        "role": made.role,
        "time": made.time,
        "origin": made.origin,
        "set": made.values,
        "seen": made.seen,
        "undoes": made.undoes,
        "undone_by": entry.undone_by,
    }


def _write_originals(case: "Case", items: list[int], out: Path) -> None:
    """Writes the bytes as found; never over a file that is there.

    Raises:
        NoOriginal: an item has no bytes of its own.
    """
    from evidence_triage.items import original

    if len(items) > 1:
        out.mkdir(parents=True, exist_ok=True)
    for item in items:
        source = original(case, item)
        if source is None:
            raise NoOriginal(item=item)
        with source, (out / str(item) if len(items) > 1 else out).open("xb") as target:
            shutil.copyfileobj(source, target)


def _read_out(shown: Mapping[str, Any], wanted: set[str]) -> str:
    """An item for people: its number and path, and the parts asked for."""
    parts = [f"{shown['item']}  {shown['path']}"]
    if "details" in wanted:
        parts += [
            f"  {name}: {value}"
            for name, value in shown["details"].items()
            if value not in (None, "", [], {}) and name != "spans"
        ]
    if "history" in wanted:
        parts += [
            f"  {past['time']}  {past['person']} ({past['role']}, {past['origin']}): {past['set']}"
            for past in shown["history"]
        ]
    return "\n".join(parts + ([shown["text"]] if "text" in wanted else []))


@app.command()
def code(
    folder: CaseFolder,
    items: Numbers,
    relevance: Annotated[Relevance | None, typer.Option(help="Whether it has some bearing on the case.")] = None,
    test: Annotated[
        Test | None, typer.Option(help="The disclosure test: might it undermine the prosecution or assist the accused?")
    ] = None,
    sensitive: Annotated[str | None, typer.Option(metavar="REASON", help="Sensitive, and why.")] = None,
    privileged: Annotated[
        bool, typer.Option("--privileged", help="Seal on suspicion of legal professional privilege.")
    ] = False,
    issue: Annotated[
        list[str] | None, typer.Option(help="An issue of the case it bears on; may be given several times.")
    ] = None,
    description: Annotated[str | None, typer.Option(help="What it is, for the schedule.")] = None,
    note: Annotated[str | None, typer.Option(help="A note for the team.")] = None,
    spread: Annotated[Spread | None, typer.Option(help="Also decide for its family, its duplicates, or both.")] = None,
    as_json: AsJson = False,
) -> None:
    """Decide about items; only what is given is set."""
    from evidence_triage.privilege import seal
    from evidence_triage.review import UNSET, Draft, decide

    draft = Draft(
        relevance=relevance or UNSET,
        test=test or UNSET,
        sensitive=UNSET if sensitive is None else sensitive,
        issues_added=tuple(issue or ()),
        description=UNSET if description is None else description,
        note=UNSET if note is None else note,
    )
    if draft.is_empty and not privileged:
        raise UsageError(what="Nothing to decide: give at least one of the options.")
    with opened(folder) as case:
        changed = decide(case, items, draft, by=case.member, spread=spread)
        sealed = seal(case, items, note or "suspected privilege", by=case.member).items if privileged else {}
    words = f"Decided about {len(changed.items)} items." + (f" Sealed {len(sealed)}." if privileged else "")
    answer({"items": sorted(changed.items), "sealed": len(sealed)}, words, as_json=as_json)


@app.command()
def undo(folder: CaseFolder, as_json: AsJson = False) -> None:
    """Take back your last decision, with everything it was spread over."""
    from evidence_triage.review import undo as take_back

    with opened(folder) as case:
        changed = take_back(case, by=case.member)
    answer(
        {"items": sorted(changed.items)},
        f"Took back your last decision about {len(changed.items)} items.",
        as_json=as_json,
    )
