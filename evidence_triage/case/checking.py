"""Verifying a whole case: the log, who signed it, every row, the database, the blobs, `case.toml`.

Never a bare "intact": by which key the last act is signed, who claims that key, and whether its fingerprint was compared
with one that came another way.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from evidence_triage.audit import Head, event_at
from evidence_triage.audit.checking import Found, Log, check
from evidence_triage.case.authority import authority
from evidence_triage.case.book import Book
from evidence_triage.case.case import Case
from evidence_triage.case.case_file import read_case_file
from evidence_triage.case.change import EMPTYING_ACTS
from evidence_triage.case.folding import People, fold
from evidence_triage.case.roster import Roster
from evidence_triage.errors import Damaged
from evidence_triage.store import Columns, integrity_faults
from evidence_triage.verify import fingerprint as fingerprint_of

Check = Callable[[Case], str | None]
Progress = Callable[[str, int], None]


@dataclass(slots=True)
class Report:
    """What verifying found. `fault` is the first thing that is wrong, None where nothing is; `said` are sentences.

    `signed_by` and `fingerprint` tell whose key signed the last act; `compared` is whether that fingerprint, or the
    head of the log, was compared with one that came another way.
    """

    fault: str | None = None
    head: str = ""
    people_head: str = ""
    acts: int = 0
    rows: int = 0
    emptied: int = 0
    blobs: int = 0
    signed_by: str = ""
    fingerprint: str = ""
    compared: bool = False
    said: list[str] = field(default_factory=list)


def check_case(
    case: Case,
    *,
    fingerprint: str | None = None,
    head: str | None = None,
    checks: Iterable[Check] = (),
    on_progress: Progress = lambda _stage, _done: None,
) -> Report:
    """Verifies a case as far as the person's keys reach; `checks` are those of the rooms above.

    `fingerprint` and `head` (`sequence:hash`) are what somebody was told over another way.
    """
    report = Report()
    steps: list[Callable[[], str | None]] = [
        lambda: _people_fault(case, report),
        lambda: _case_file_fault(case),
        lambda: _database_fault(case.people),
    ]
    if case.material is not None:
        material = case.material
        steps += [
            lambda: _database_fault(material),
            lambda: _log_fault(case, material, report, on_progress),
            lambda: _blobs_fault(case, report, on_progress),
        ]
        steps += [lambda each=each: each(case) for each in checks]  # type: ignore[misc]
    steps += [lambda: _told_fault(case, report, fingerprint, head)]
    report.fault = next((fault for fault in (_safely(step) for step in steps) if fault), None)
    if case.material is None:
        report.said.append("Checked: the acts on people alone; this role holds no key to the material.")
    return report


def _safely(step: Callable[[], str | None]) -> str | None:
    try:
        return step()
    except Damaged as damaged:
        return str(damaged.values["what"])


def _people_fault(case: Case, report: Report) -> str | None:
    fault, roster = _folded(case)
    report.people_head = str(roster.head)
    _say_who(report, roster, roster.head, case.people)
    return f"among the acts on people, {fault}" if fault else None


def _folded(case: Case) -> tuple[str | None, Roster]:
    reader = case.people.database.reader()
    return fold(reader, case.people.chain, People.read(reader, case.people.schema, _columns(case.people)))


def _columns(book: Book) -> Callable[[str], Columns]:
    return lambda table: book.columns(book.database.reader().connection, table)


def _case_file_fault(case: Case) -> str | None:
    found, key = read_case_file(case.place), case.held.people_key
    if key is not None and not found.is_authentic(key):
        return "case.toml was changed by another hand"
    return None if found.sha256() == case.roster().case_file[1] else "case.toml is not the one that was signed"


def _database_fault(book: Book) -> str | None:
    faults = integrity_faults(book.database.reader().connection)
    return f"the database {book.database.path.name} is damaged: {faults[0]}" if faults else None


def _log_fault(case: Case, book: Book, report: Report, on_progress: Progress) -> str | None:
    log = Log(
        reader=book.database.reader(),
        chain=book.chain,
        schema=book.schema,
        columns=_columns(book),
        authority=authority(case.roster()),
        emptying=frozenset(act.value for act in EMPTYING_ACTS),
    )
    found = check(log, lambda done: on_progress("acts", done))
    _report_log(report, found)
    _say_who(report, case.roster(), found.head, book)
    return found.fault


def _report_log(report: Report, found: Found) -> None:
    report.head, report.acts = str(found.head), found.events
    report.rows, report.emptied = found.rows, found.emptied
    if found.emptied:
        report.said.append(f"Emptied or removed by sealing, as the log names them: {found.emptied} rows of words.")
    if found.set_back:
        report.said.append(f"The clock was set back before {found.set_back} acts; their order stands all the same.")


def _blobs_fault(case: Case, report: Report, on_progress: Progress) -> str | None:
    """Every blob decrypts and is the content it stands for."""
    for blob, sha256 in _blobs(case):
        digest = hashlib.sha256()
        with case.blobs.open_blob(blob) as file:
            while part := file.read(1 << 20):
                digest.update(part)
        if sha256 is not None and digest.digest() != sha256:
            return "a blob is not the content it stands for"
        report.blobs += 1
        on_progress("blobs", report.blobs)
    return None


def _blobs(case: Case) -> Iterator[tuple[int, bytes | None]]:
    """Every blob with the SHA-256 of its content, where it stands for one."""
    yield from case.unguarded().iterate(
        """SELECT b.id, c.sha256 FROM blob AS b LEFT JOIN content_blob AS h ON h.blob = b.id
             LEFT JOIN content AS c ON c.id = h.content ORDER BY b.id"""
    )


def _say_who(report: Report, roster: Roster, last: Head, book: Book) -> None:
    """Whose key signed the last act of a chain."""
    event = event_at(book.database.reader(), last.sequence)
    sequence = last.sequence if book.is_people else int(event.people_head.partition(":")[0] or 0) if event else 0
    key = roster.key_at(event.person, sequence) if event else None
    if event and key:
        report.signed_by, report.fingerprint = roster.names.get(event.person, ""), fingerprint_of(key.signing)


def _told_fault(case: Case, report: Report, told: str | None, told_head: str | None) -> str | None:
    """Compares with what came another way: a fingerprint of the last signer, a head that must be on record."""
    if told is not None:
        if told.replace(" ", "").lower() != report.fingerprint.replace(" ", ""):
            return "the last act is signed by another key than the one whose fingerprint was given"
        report.compared = True
    if told_head is not None:
        sequence, _, digest = told_head.partition(":")
        event = event_at(case.log.database.reader(), int(sequence)) if sequence.isdigit() else None
        if event is None or event.hash.hex() != digest.lower():
            return "the log does not hold the act whose number and hash were given"
        report.compared = True
    return None
