"""Reading the log, which is itself an act: own acts, all acts, or acts on people, as the role permits."""

from dataclasses import dataclass

from evidence_triage.case.book import Book
from evidence_triage.case.case import Case
from evidence_triage.words import Act, Role

WHOLE = frozenset({Role.OFFICER, Role.DEPUTY, Role.SUPERVISOR})


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One act as it is shown. `chain` is `case` or `people`; `reason` what the person gave, empty where none."""

    chain: str
    sequence: int
    time: str
    person: str
    role: str
    act: str
    about: str
    reason: str
    hash: str


def read_log(case: Case, *, limit: int = 0) -> list[LogEntry]:
    """The acts that the person may read about, in order of time; `limit` gives the last ones alone.

    Raises:
        NotAllowed: the person may read nothing of it.
    """
    with case.change(Act.READ_LOG, by=case.member):
        pass
    entries = [entry for book in case.books() for entry in _entries(case, book)]
    entries.sort(key=lambda entry: (entry.time, entry.chain, entry.sequence))
    return entries[-limit:] if limit else entries


def _entries(case: Case, book: Book) -> list[LogEntry]:
    roles = case.member.roles
    everything = bool(roles & WHOLE) or (book.is_people and Role.ADMINISTRATOR in roles)
    names, chain = case.roster().names, "people" if book.is_people else "case"
    rows = book.database.reader().iterate(
        """SELECT e.sequence, e.time, e.person, e.role, e.act, e.about, coalesce(r.reason, ''), e.hash
             FROM event AS e LEFT JOIN act_reason AS r ON r.event = e.sequence
            WHERE :everything OR e.person = :own ORDER BY e.sequence""",
        {"everything": everything, "own": case.held.person},
    )
    return [
        LogEntry(chain, sequence, time, names.get(person, "recovery key"), role, act, about, reason, digest.hex())
        for sequence, time, person, role, act, about, reason, digest in rows
    ]
