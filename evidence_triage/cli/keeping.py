"""verify, log, backup, recover, recovery-keys: what keeps a case provable and openable."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evidence_triage.cli.terminal import NEW_PASSPHRASE, AsJson, CaseFolder, answer, app, note, opened, secret
from evidence_triage.errors import FolderNotEmpty, NotVerified
from evidence_triage.words import Act, Role

if TYPE_CHECKING:
    from evidence_triage.case import Case, LogEntry, Report
    from evidence_triage.items import Source

AcceptGap = Annotated[
    str | None, typer.Option(metavar="REASON", help="Go on although the log is behind, or another than was seen here.")
]


@app.command()
def verify(
    folder: Annotated[Path, typer.Argument(metavar="CASE-OR-BUNDLE", help="A case folder or a bundle.")],
    fingerprint: Annotated[
        str | None, typer.Option(help="The signing key's fingerprint, as it came another way.")
    ] = None,
    head: Annotated[str | None, typer.Option(metavar="SEQ:HASH", help="An act that must be on record.")] = None,
    accept_gap: AcceptGap = None,
    as_json: AsJson = False,
) -> None:
    """Say whether a case or a bundle is intact, or the first thing that is wrong."""
    if (folder / "case.toml").is_file():
        _verify_case(folder, fingerprint, head, accept_gap, as_json)
    else:
        _verify_bundle(folder, fingerprint, as_json)


def _verify_case(
    folder: Path, fingerprint: str | None, head: str | None, accept_gap: str | None, as_json: bool
) -> None:
    from evidence_triage.case import check_case

    with opened(folder, accept_gap=accept_gap) as case:
        with case.change(Act.VERIFY, by=case.member):
            pass
        told: dict[str, str | None] = {"fingerprint": fingerprint, "head": head}
        report = check_case(case, checks=(_coding_fault, _source_fault), on_progress=_progress, **told)
        report.said.extend(_unreached(case))
    if report.fault is not None:
        raise NotVerified(what=report.fault)
    answer(asdict(report), lambda: _words(report), as_json=as_json)


def _coding_fault(case: "Case") -> str | None:
    """The present coding of every item is what its decisions give."""
    from evidence_triage.review import check

    different = check(case.reader())
    return f"the coding of item {different[0]} is not what its decisions give" if different else None


def _source_fault(case: "Case") -> str | None:
    """Sources whose bytes were left where they are can still be reached."""
    lost = [source.exhibit for source in _lost(case, "reference")]
    return f"{len(lost)} sources that were left where they are cannot be reached" if lost else None


def _unreached(case: "Case") -> Iterator[str]:
    """Sources that were copied in may be gone; it is said."""
    gone = _lost(case, "copy") if case.material is not None else []
    if gone:
        yield f"{len(gone)} sources are no longer where they were read; their bytes are in the case."


def _lost(case: "Case", storage: str) -> list["Source"]:
    from evidence_triage.items import sources

    return [each for each in sources(case.reader()) if each.storage == storage and not Path(each.location).exists()]


def _progress(stage: str, done: int) -> None:
    if done % 10_000 == 0:
        note(f"{stage}: {done}")


def _words(report: "Report") -> str:
    compared = (
        "was compared with what came another way"
        if report.compared
        else "was not compared with one that came another way"
    )
    lines = [
        f"Intact: {report.acts} acts, {report.rows} rows, {report.blobs} files as the log names them.",
        (
            f"The last act is signed by key {report.fingerprint}, which {report.signed_by or 'nobody named'} claims; "
            f"this fingerprint {compared}."
        ),
        f"Head of the log: {report.head or report.people_head}",
        *report.said,
    ]
    return "\n".join(lines)


def _verify_bundle(folder: Path, fingerprint: str | None, as_json: bool) -> None:
    from evidence_triage.verify import verify_bundle

    report = verify_bundle(folder, fingerprint)
    if report.fault is not None:
        raise NotVerified(what=report.fault)
    answer(asdict(report), report.words(), as_json=as_json)


@app.command()
def log(
    folder: CaseFolder,
    limit: Annotated[int, typer.Option(min=0, help="The last acts alone; 0 is all.")] = 0,
    accept_gap: AcceptGap = None,
    as_json: AsJson = False,
) -> None:
    """Read the log, as far as your role permits; reading it is logged."""
    from evidence_triage.case import read_log

    with opened(folder, accept_gap=accept_gap) as case:
        entries = read_log(case, limit=limit)
    answer([asdict(entry) for entry in entries], lambda: "\n".join(map(_entry, entries)), as_json=as_json)


def _entry(entry: "LogEntry") -> str:
    about = f" {entry.about}" if entry.about else ""
    reason = f" ({entry.reason})" if entry.reason else ""
    return f"{entry.time} {entry.chain} {entry.sequence}: {entry.person}, {entry.role or 'none'}: {entry.act}{about}{reason}"


@app.command()
def backup(
    folder: CaseFolder,
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The new folder of the copy.")],
    as_json: AsJson = False,
) -> None:
    """Copy the whole case, encrypted as it is; the copy is registered."""
    from evidence_triage.case import back_up

    with opened(folder) as case:
        made = back_up(case, out)
    words = f"Copied {made.files} files, {made.bytes} bytes, to {made.folder}. Its log ends at {made.head}."
    answer(asdict(made) | {"folder": str(made.folder)}, words, as_json=as_json)


@app.command()
def recover(
    folder: CaseFolder,
    key: Annotated[Path, typer.Option(metavar="FILE", help="The force's private recovery key.")],
    person: Annotated[str, typer.Option(help="Who gets a new passphrase.")],
    role: Annotated[Role | None, typer.Option(help="Their role, where they are new to the case.")] = None,
    as_json: AsJson = False,
) -> None:
    """Give a person a new passphrase by the force's recovery key; everybody is told."""
    from evidence_triage.case import recover as recover_person

    member = recover_person(
        folder, key.read_bytes(), person, secret(NEW_PASSPHRASE, f"New passphrase of {person}"), role
    )
    data = {"name": member.name, "roles": sorted(member.roles), "fingerprint": member.fingerprint}
    answer(
        data,
        f"{member.name} has a new passphrase and a new key {member.fingerprint}. It is on record.",
        as_json=as_json,
    )


@app.command("recovery-keys")
def recovery_keys(
    out: Annotated[Path, typer.Argument(metavar="FOLDER", help="A new folder, on a removable medium.")],
    as_json: AsJson = False,
) -> None:
    """Make a force's recovery keys: a public file for new cases, and two private ones to be kept apart."""
    from evidence_triage.case import make_recovery_keys

    if out.exists() and any(out.iterdir()):
        raise FolderNotEmpty(folder=out)
    out.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = make_recovery_keys()
    texts = {
        "recovery-public.txt": made.public,
        "recovery-private.txt": made.recovery,
        "privilege-private.txt": made.privilege,
    }
    for name, text in texts.items():
        path = out / name
        path.touch(mode=0o600)
        path.write_text(text, encoding="ascii")
    words = (
        f"Made in {out}: recovery-public.txt is given to every new case (--recovery-key). Keep the two private files apart "
        "from it and from each other: one opens cases, the other what is privileged."
    )
    answer({"folder": str(out), "files": sorted(texts)}, words, as_json=as_json)
