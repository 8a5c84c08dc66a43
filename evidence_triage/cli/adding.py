"""new, add, status, ledger, retry, skip, seal: from nothing to a case full of items."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evidence_triage.cli.terminal import PASSPHRASE, AsJson, CaseFolder, answer, app, note, opened, secret
from evidence_triage.errors import UsageError
from evidence_triage.words import Reason, Role

if TYPE_CHECKING:
    from evidence_triage.case import Case

PRIVILEGE_RECOVERY = (
    "Privilege recovery key (shown this once; for whoever the force names to admit a privilege reviewer,"
    " not for the investigation):"
)


@app.command()
def new(
    folder: CaseFolder,
    title: Annotated[str, typer.Option(help="What the case is called.")],
    person: Annotated[str, typer.Option(help="Your name, as it will stand in the record.")],
    role: Annotated[Role, typer.Option(help="Your role in this case.")],
    time_zone: Annotated[str, typer.Option(help="Times are shown in this zone.")] = "Europe/London",
    recovery_key: Annotated[Path | None, typer.Option(help="The force's recovery public key.")] = None,
    as_json: AsJson = False,
) -> None:
    """Make a new, encrypted case."""
    from evidence_triage.case import create

    recovery = recovery_key.read_bytes() if recovery_key else None
    passphrase = secret(PASSPHRASE, "New passphrase")
    case = create(
        folder, title=title, person=person, role=role, passphrase=passphrase, time_zone=time_zone, recovery_key=recovery
    )
    words = f"Made {title} in {folder}. {person} signs in as {role}."
    if case.privilege_recovery is not None:
        words += f"\n{PRIVILEGE_RECOVERY} {case.privilege_recovery}"
    answer({"folder": str(folder), "privilege_recovery": case.privilege_recovery}, words, as_json=as_json)
    case.lock()


@app.command()
def add(
    folder: CaseFolder,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files and folders to read.")],
    exhibit: Annotated[str, typer.Option(help="The exhibit reference, such as ABC/1.")],
    description: Annotated[str | None, typer.Option(help="What it is.")] = None,
    seized: Annotated[str | None, typer.Option(help="From whom, when and by whom it was seized.")] = None,
    authority: Annotated[str | None, typer.Option(help="The power and document under which it is held.")] = None,
    owner: Annotated[str | None, typer.Option(help="Suspect, complainant, witness or third party.")] = None,
    scope: Annotated[Path | None, typer.Option(help="Scope of the examination: a TOML file.")] = None,
    screen: Annotated[Path | None, typer.Option(help="Privilege screen: terms, names, addresses, one a line.")] = None,
    screen_none: Annotated[str | None, typer.Option(help="Why no privilege screen is needed.")] = None,
    until: Annotated[str | None, typer.Option(help="'words' returns when everything can be found by words.")] = None,
    reference: Annotated[bool, typer.Option("--reference/--copy", help="Leave the bytes where they are.")] = False,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Parser processes at once.")] = 2,
    no_ocr: Annotated[bool, typer.Option("--no-ocr", help="Do not read text in pictures.")] = False,
    no_speech: Annotated[bool, typer.Option("--no-speech", help="Do not write down speech.")] = False,
    as_json: AsJson = False,
) -> None:
    """Read material into the case; return when every stage is done."""
    from evidence_triage.intake import read_scope
    from evidence_triage.intake.walk import root_of
    from evidence_triage.privilege import read_screen

    if until not in (None, "words"):
        raise UsageError(what="--until takes one word: words.")
    for path in paths:
        root_of(path)
    said = {
        "description": description,
        "seized": seized,
        "authority": authority,
        "owner": owner,
        "scope": read_scope(scope) if scope else None,
        "screen": read_screen(screen) if screen else None,
        "screen_reason": screen_none,
    }
    params = {
        "paths": [str(path) for path in paths],
        "exhibit": exhibit,
        "said": said,
        "storage": "reference" if reference else "copy",
        "until": until,
        "workers": workers,
        "skip": [name for name, off in (("ocr", no_ocr), ("speech", no_speech)) if off],
    }
    result = _job(folder, "add", params)
    answer(result, _added(result), as_json=as_json)


def _added(result: dict[str, Any]) -> str:
    if not result["new"]:
        return "Nothing new: this source is in the case already, and everything in it."
    words = f"{result['new']} items found and read."
    return words if result["finished"] else f"{words} Stopped before the end; add it again to go on."


@app.command()
def status(folder: CaseFolder, as_json: AsJson = False) -> None:
    """The ledger, the state of the index, the progress of the review."""
    from evidence_triage.status import status as counts

    case = opened(folder)
    if case.material is None:
        _last_counts(case, as_json=as_json)
        return
    found = counts(case).as_json()
    case.leave_counts(dict(found))
    answer(found, lambda: _counted(dict(found)), as_json=as_json)


def _last_counts(case: "Case", *, as_json: bool) -> None:
    """What an administrator sees, who holds no key to the material: the counts that were left for them."""
    left = case.last_counts()
    if left is None:
        answer(
            None, "Nobody has left counts yet; they are left whenever a reader asks for the status.", as_json=as_json
        )
        return
    counts, time = left
    answer(counts, lambda: f"As left on {time}:\n{_counted(dict(counts))}", as_json=as_json)


def _counted(counts: dict[str, Any]) -> str:
    unreadable = counts.pop("unreadable")
    lines = [f"{name.replace('_', ' '):>14}  {value:>9,}" for name, value in counts.items()]
    lines[2:2] = [f"{'unreadable':>14}  {sum(unreadable.values()):>9,}"]
    lines[3:3] = [f"{reason:>24}  {n:>9,}" for reason, n in unreadable.items()]
    return "\n".join(lines)


@app.command()
def ledger(
    folder: CaseFolder,
    everything: Annotated[bool, typer.Option("--all", help="Every item, also those that were read.")] = False,
    reason: Annotated[Reason | None, typer.Option(help="Only this reason.")] = None,
    as_json: AsJson = False,
) -> None:
    """What could not be read, and why."""
    from dataclasses import asdict

    from evidence_triage.status import ledger as entries

    case = opened(folder)
    found = entries(case, everything=everything, reason=reason)
    answer(
        [asdict(entry) for entry in found],
        lambda: (
            "\n".join(f"{e.item:>7}  {e.reason or e.state:<14}  {e.path or ''}" for e in found)
            or "Everything was read."
        ),
        as_json=as_json,
    )


@app.command()
def retry(
    folder: CaseFolder,
    items: Annotated[
        list[int] | None, typer.Argument(metavar="[ITEM...]", help="Item numbers; none: all of a reason.")
    ] = None,
    reason: Annotated[Reason | None, typer.Option(help="All that could not be read for this reason.")] = None,
    as_json: AsJson = False,
) -> None:
    """Try again to read what could not be read."""
    result = _job(folder, "retry", {"items": items or [], "reason": reason})
    answer(result, f"{result['tried']} items tried again, {result['read']} of them could be read.", as_json=as_json)


@app.command()
def skip(folder: CaseFolder, items: Annotated[list[int], typer.Argument(metavar="ITEM...")]) -> None:
    """Record that waiting items are not to be read."""
    from evidence_triage.pipeline.run import skip as skip_items

    case = opened(folder)
    answer(None, f"{skip_items(case, items)} items skipped.", as_json=False)


@app.command()
def seal(
    folder: CaseFolder,
    items: Annotated[list[int], typer.Argument(metavar="ITEM...")],
    reason: Annotated[str, typer.Option(help="Why it may be privileged.")] = "Suspected to be privileged.",
) -> None:
    """Seal items that may be legally privileged, with all that goes with them."""
    from evidence_triage.privilege import seal as seal_items

    case = opened(folder)
    found = seal_items(case, items, reason, by=case.member)
    answer(None, f"{len(found.items)} items sealed. Only the privilege reviewer can release them.", as_json=False)


def _job(folder: Path, name: str, params: dict[str, Any]) -> Any:
    """Runs a job to its end, its progress on stderr."""
    from evidence_triage.pipeline import jobs

    running = jobs.start(opened(folder), name, params)
    result = None
    try:
        for line in running.lines():
            result = line.get("done", result)
            if "stage" in line and sys.stderr.isatty():
                note(
                    f"{line['stage']}: {line['read']} of {line['found']} read, {line['embedded']} of {line['passages']} embedded"
                )
    except KeyboardInterrupt:
        running.stop()
        result = running.result()
    return result
