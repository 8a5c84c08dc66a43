"""Folding the chain of people: each act is verified (link, rows, signature, right) before it counts.

The chain is short; it is folded whole whenever a case is opened or somebody wrote to it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from evidence_triage.audit import Head, events
from evidence_triage.case.rights import HOLDERS
from evidence_triage.case.roster import RECOVERY, Grant, PersonKey, Roster
from evidence_triage.errors import Damaged
from evidence_triage.store import HASHED, Columns, Reader, Schema
from evidence_triage.verify import Event, RowMark, link_fault, row_digest, rows_digest, signature_fault
from evidence_triage.words import Act, Role

Key = tuple[str, int | str]
Row = dict[str, Any]

MAKES: dict[str, frozenset[Act]] = {
    "person": frozenset({Act.CREATE, Act.ADD_PERSON, Act.INVITE_PERSON, Act.RECOVER}),
    "person_key": frozenset({Act.CREATE, Act.ADD_PERSON, Act.ADMIT_PERSON, Act.CHANGE_PASSPHRASE, Act.RECOVER}),
    "role_grant": frozenset({Act.CREATE, Act.ADD_PERSON, Act.ADMIT_PERSON, Act.GRANT_ROLE, Act.RECOVER}),
    "role_end": frozenset({Act.GRANT_ROLE, Act.REVOKE_PERSON}),
    "invitation": frozenset({Act.INVITE_PERSON}),
    "recovery_key": frozenset({Act.CREATE}),
    "privilege_box": frozenset({Act.CREATE}),
    "setting": frozenset({Act.CREATE, Act.SETTINGS}),
    "rotation": frozenset({Act.ROTATE}),
    "backup": frozenset({Act.BACKUP}),
}  # which acts may make rows of which tables; a table that is not named here says nothing about who is in the case


@dataclass(frozen=True)
class People:
    """What is read of the database of people to be folded."""

    rows: dict[Key, Row]
    marks: dict[int, list[tuple[bytes | None, RowMark]]]
    last: dict[Key, int]

    @classmethod
    def read(cls, reader: Reader, schema: Schema, columns: Callable[[str], Columns]) -> "People":
        """Every hashed row, and what the events say of them."""
        marks: dict[int, list[tuple[bytes | None, RowMark]]] = {}
        last: dict[Key, int] = {}
        for event, table, key, version, salt, digest in reader.rows(
            "SELECT event, tbl, row, version, salt, digest FROM event_row ORDER BY event"
        ):
            marks.setdefault(event, []).append((salt, RowMark(table, key, version, digest)))
            last[table, key] = event
        rows: dict[Key, Row] = {}
        for table in schema.of_kind(*HASHED):
            rows.update(_rows_of(reader, columns(table.name)))
        return cls(rows, marks, last)

    def made_by(self, event: Event) -> list[tuple[str, Row]]:
        """The rows of an event, as they stand."""
        named = [(mark.table, mark.key) for _, mark in self.marks.get(event.sequence, ())]
        return [(table, self.rows[table, key]) for table, key in sorted(named, key=str) if (table, key) in self.rows]

    def fault(self, event: Event) -> str | None:
        """Whether the rows of an event are as it says."""
        marks = self.marks.get(event.sequence, [])
        if rows_digest(mark for _, mark in marks) != event.rows:
            return f"act {event.sequence} does not name the rows it made"
        for salt, mark in marks:
            last = self.last[mark.table, mark.key] == event.sequence  # an earlier state of a row that was emptied since
            row = self.rows.get((mark.table, mark.key))
            if last and row_digest(salt or b"", mark.table, row, mark.version) != mark.digest:
                return f"a row of {mark.table} is not as act {event.sequence} made it"
        return None

    def unnamed(self) -> str | None:
        """Whether a row stands in the database that no event made."""
        extra = self.rows.keys() - self.last.keys()
        return f"a row of {min(extra, key=str)[0]} belongs to no act" if extra else None


def _rows_of(reader: Reader, columns: Columns) -> dict[Key, Row]:
    found = {}
    for values in reader.rows(f"SELECT {', '.join(columns.types)} FROM {columns.table}"):
        row = dict(zip(columns.types, values, strict=True))
        found[columns.table, columns.key_of(row)] = row
    return found


def read_roster(reader: Reader, chain: bytes, people: People) -> Roster:
    """Verifies and folds the whole chain of people.

    Raises:
        Damaged: it names the first act that is wrong.
    """
    fault, roster = fold(reader, chain, people)
    if fault:
        raise Damaged(what=f"among the acts on people, {fault}")
    return roster


def fold(reader: Reader, chain: bytes, people: People) -> tuple[str | None, Roster]:
    """The first fault of the chain in words, or None, and the roster up to there."""
    roster, before = Roster(), None
    for event in events(reader):
        made = people.made_by(event)
        fault = link_fault(chain, before, event) or people.fault(event) or authority_fault(chain, roster, event, made)
        if fault:
            return fault, roster
        _apply(roster, event, made)
        before = event
    return people.unnamed(), roster


def authority_fault(chain: bytes, roster: Roster, event: Event, made: list[tuple[str, Row]]) -> str | None:
    """What is wrong with who signed an act on people: the key, the right to the act, or what it made."""
    act = Act(event.act)
    fault = signature_fault(chain, event, _signing_key(roster, event, act, made))
    if fault:
        return fault
    if act not in (Act.CREATE, Act.RECOVER, Act.REFUSED) and not _permitted(roster, event, act):
        return f"act {event.sequence} ({event.act}) was not within its signer's rights"
    for table, row in made:
        if act not in MAKES.get(table, frozenset({act})):
            return f"act {event.sequence} ({event.act}) made a row of {table}"
        if act is Act.CHANGE_PASSPHRASE and table == "person_key" and row["person"] != event.person:
            return f"act {event.sequence} changed another person's keys"
    return None


def _permitted(roster: Roster, event: Event, act: Act) -> bool:
    return roster.now.role_for(act, event.person, event.time) is not None


def _signing_key(roster: Roster, event: Event, act: Act, made: Iterable[tuple[str, Row]]) -> bytes | None:
    """Whose signature the act needs: the first act brings its own key, recovery has the force's."""
    if act is Act.CREATE:
        first = event.sequence == 1
        return next((row["signing"] for table, row in made if table == "person_key"), None) if first else None
    if act is Act.RECOVER:
        return roster.recovery.signing if roster.recovery and event.person == RECOVERY else None
    known = roster.key(event.person)
    return known.signing if known else None


def _apply(roster: Roster, event: Event, made: list[tuple[str, Row]]) -> None:
    """Brings the roster on by one verified event."""
    roster.standings.append(replace(roster.now, head=Head(event.sequence, event.hash)))
    act = Act(event.act)
    if act is Act.CREATE:
        roster.stand(creator=event.person)
    for table, row in made:
        _FOLDS.get(table, _nothing)(roster, row, event)
    if act is Act.REVOKE_PERSON:
        roster.rotation_due = True
        roster.holders.discard(int(event.about))
    if act is Act.RECOVER:
        roster.recoveries.append((event.sequence, event.time))


def _person(roster: Roster, row: Row, _event: Event) -> None:
    roster.names[row["id"]] = row["name"]


def _person_key(roster: Roster, row: Row, event: Event) -> None:
    key, former = (
        PersonKey(row["person"], row["signing"], row["wrapping"], row["slot"], event.sequence),
        roster.key(row["person"]),
    )
    if Act(event.act) is Act.CHANGE_PASSPHRASE and former and former.signing != key.signing:
        roster.rotation_due = True  # somebody else may know the former passphrase, and so the keys it opened
    roster.keys.setdefault(row["person"], []).append(key)
    _given(roster, row["person"], event)
    roster.invitations.pop(row["person"], None)


def _given(roster: Roster, person: int, event: Event) -> None:
    """Whoever gives another keys or a role gives the case key too, if they hold it; an administrator does not."""
    if event.role != Role.ADMINISTRATOR and (event.person != person or event.act == Act.CREATE):
        roster.holders.add(person)


def _granted(roster: Roster, row: Row, event: Event) -> None:
    grant = Grant(row["id"], row["person"], Role(row["role"]), row["until"])
    roster.stand(grants=(*roster.now.grants, grant))
    roster.ever[grant.person] = roster.ever.get(grant.person, frozenset()) | {grant.role}
    _given(roster, grant.person, event)
    if grant.role not in HOLDERS:
        roster.holders.discard(grant.person)
    if grant.role is Role.ADMINISTRATOR:
        roster.stand(administrator_named=True)


def _ended(roster: Roster, row: Row, _event: Event) -> None:
    roster.stand(grants=tuple(grant for grant in roster.now.grants if grant.id != row["role_grant"]))


def _invited(roster: Roster, row: Row, _event: Event) -> None:
    roster.invitations[row["person"]] = row


def _set(roster: Roster, row: Row, _event: Event) -> None:
    roster.settings[row["name"]] = row["value"]


def _case_file(roster: Roster, row: Row, _event: Event) -> None:
    roster.case_file = (row["generation"], row["sha256"])


def _rotated(roster: Roster, _row: Row, _event: Event) -> None:
    roster.rotation_due = False


def _recovery_key(roster: Roster, row: Row, event: Event) -> None:
    roster.recovery = PersonKey(RECOVERY, row["signing"], row["wrapping"], "", event.sequence)


def _nothing(_roster: Roster, _row: Row, _event: Event) -> None:
    """Rows that say nothing about who is in the case."""


_FOLDS: dict[str, Callable[[Roster, Row, Event], None]] = {
    "person": _person,
    "person_key": _person_key,
    "role_grant": _granted,
    "role_end": _ended,
    "invitation": _invited,
    "setting": _set,
    "case_file": _case_file,
    "rotation": _rotated,
    "recovery_key": _recovery_key,
}
