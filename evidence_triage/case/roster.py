"""Who is in a case and what they may do: folded from the verified chain of people, never read from a row alone."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from evidence_triage.audit import Head, events
from evidence_triage.case.rights import RIGHTS, combine, permitting
from evidence_triage.errors import Damaged
from evidence_triage.store import HASHED, Columns, Reader, Schema
from evidence_triage.verify import Event, RowMark, fingerprint, link_fault, row_digest, rows_digest, signature_fault
from evidence_triage.words import Act, Role


@dataclass(frozen=True, slots=True)
class Member:
    """One person of the case. `fingerprint` is of their present signing key."""

    id: int
    name: str
    roles: frozenset[Role]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class PersonKey:
    """The public halves of one person's keys and the slot they lie in; good from event `since` of the chain on."""

    person: int
    signing: bytes
    wrapping: bytes
    slot: str
    since: int


@dataclass(slots=True)
class Roster:
    """The state of the chain of people after its last event."""

    head: Head
    names: dict[int, str] = field(default_factory=dict)
    keys: dict[int, list[PersonKey]] = field(default_factory=dict)
    grants: dict[int, tuple[int, Role, str | None]] = field(default_factory=dict)
    ever: dict[int, set[Role]] = field(default_factory=dict)
    invitations: dict[int, dict[str, Any]] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    case_file: tuple[int, bytes] = (0, b"")
    creator: int = 0
    administrator_named: bool = False
    rotation_due: bool = False
    recovered: list[str] = field(default_factory=list)

    def roles(self, person: int, at: str) -> frozenset[Role]:
        """The roles of a person at a time (ISO 8601 in UTC)."""
        return frozenset(role for who, role, until in self.grants.values() if who == person and (until is None or at < until))

    def key(self, person: int) -> PersonKey | None:
        """A person's present public keys, or None where they never had any."""
        held = self.keys.get(person)
        return held[-1] if held else None

    def member(self, person: int, at: str) -> Member:
        key = self.key(person)
        return Member(person, self.names[person], self.roles(person, at), fingerprint(key.signing) if key else "")

    def members(self, at: str) -> list[Member]:
        """Everybody who was ever named, in order of joining; those without a role have left or wait."""
        return [self.member(person, at) for person in sorted(self.names)]

    def in_charge(self, person: int) -> bool:
        """Whether the person acts on people because they made the case and nobody else was named to."""
        return person == self.creator and not self.administrator_named

    def role_for(self, act: Act, person: int, at: str) -> Role | None:
        """The role in which the person may do the act, or None."""
        return permitting(act, self.roles(person, at), in_charge=self.in_charge(person))

    def signing_key(self, person: int, people_sequence: int) -> bytes | None:
        """The key that signed for a person when the chain of people had come to that event."""
        held = [key for key in self.keys.get(person, ()) if key.since <= max(people_sequence, 1)]
        return held[-1].signing if held else None


def read_roster(reader: Reader, chain: bytes, schema: Schema, columns: dict[str, Columns], recovery: bytes | None = None) -> Roster:
    """Verifies the whole chain of people (it is short) and folds it.

    Raises:
        Damaged: it names the first act that is wrong.
    """
    fault, roster = fold(reader, chain, schema, columns)
    if fault:
        raise Damaged(what=f"among the acts on people, {fault}")
    return roster


def fold(reader: Reader, chain: bytes, schema: Schema, columns: dict[str, Columns]) -> tuple[str | None, Roster]:
    """The first fault of the chain of people in words, or None, and the roster up to there."""
    rows = _rows(reader, schema, columns)
    marks = _marks(reader)
    roster, before = Roster(Head(0, bytes(32))), None
    for event in events(reader):
        fault = link_fault(chain, before, event) or _rows_fault(event, marks.get(event.sequence, []), rows)
        if fault:
            return fault, roster
        new = [(mark.table, rows[mark.table, mark.key]) for _, mark in marks.get(event.sequence, []) if (mark.table, mark.key) in rows]
        fault = _authority_fault(chain, roster, event, new)
        if fault:
            return fault, roster
        _apply(roster, event, new)
        before = event
    unnamed = set(rows) - {(mark.table, mark.key) for each in marks.values() for _, mark in each}
    return (f"a row of {min(unnamed)[0]} belongs to no act" if unnamed else None), roster


def _rows(reader: Reader, schema: Schema, columns: dict[str, Columns]) -> dict[tuple[str, int | str], dict[str, Any]]:
    """Every hashed row of the database of people, by table and key."""
    found = {}
    for table in schema.of_kind(*HASHED):
        names = columns[table.name].types
        for values in reader.rows(f"SELECT {', '.join(names)} FROM {table.name}"):
            row = dict(zip(names, values, strict=True))
            found[table.name, columns[table.name].key_of(row)] = row
    return found


def _marks(reader: Reader) -> dict[int, list[tuple[bytes, RowMark]]]:
    marks: dict[int, list[tuple[bytes, RowMark]]] = {}
    for event, table, key, version, salt, digest in reader.rows("SELECT event, tbl, row, version, salt, digest FROM event_row"):
        marks.setdefault(event, []).append((salt, RowMark(table, key, version, digest)))
    return marks


def _rows_fault(event: Event, marks: list[tuple[bytes, RowMark]], rows: dict[tuple[str, int | str], dict[str, Any]]) -> str | None:
    if rows_digest(mark for _, mark in marks) != event.rows:
        return f"act {event.sequence} does not name the rows it made"
    for salt, mark in marks:
        if row_digest(salt, mark.table, rows.get((mark.table, mark.key)), mark.version) != mark.digest:
            return f"a row of {mark.table} is not as act {event.sequence} made it"
    return None


def _authority_fault(chain: bytes, roster: Roster, event: Event, new: list[tuple[str, dict[str, Any]]]) -> str | None:
    """What is wrong with who signed: the key, or the right to the act at that moment."""
    act = Act(event.act)
    if act is Act.CREATE and event.sequence == 1:
        key = next((row["signing"] for table, row in new if table == "person_key"), None)
        return signature_fault(chain, event, key)
    known = roster.key(event.person)
    fault = signature_fault(chain, event, known.signing if known else None)
    if fault:
        return fault
    if roster.role_for(act, event.person, event.time) is None:
        return f"act {event.sequence} ({event.act}) was not within its signer's rights"
    return _grant_fault(roster, event, new)


def _grant_fault(roster: Roster, event: Event, new: Iterable[tuple[str, dict[str, Any]]]) -> str | None:
    for table, row in new:
        if table == "role_grant" and Act.GRANT_ROLE not in _granting(event):
            return f"act {event.sequence} ({event.act}) granted a role"
    return None


def _granting(event: Event) -> frozenset[Act]:
    granting = {Act.GRANT_ROLE, Act.ADD_PERSON, Act.ADMIT_PERSON, Act.CREATE, Act.RECOVER}
    return frozenset({Act.GRANT_ROLE}) if Act(event.act) in granting else frozenset()


def _apply(roster: Roster, event: Event, new: list[tuple[str, dict[str, Any]]]) -> None:
    """Brings the roster on by one verified event."""
    roster.head = Head(event.sequence, event.hash)
    if Act(event.act) is Act.CREATE:
        roster.creator = event.person
    for table, row in sorted(new, key=lambda each: (each[0], list(each[1].values())[0])):
        _APPLY.get(table, _nothing)(roster, row, event)
    if Act(event.act) is Act.REVOKE_PERSON:
        roster.rotation_due = True


def _person(roster: Roster, row: dict[str, Any], _event: Event) -> None:
    roster.names[row["id"]] = row["name"]


def _person_key(roster: Roster, row: dict[str, Any], event: Event) -> None:
    key = PersonKey(row["person"], row["signing"], row["wrapping"], row["slot"], event.sequence)
    roster.keys.setdefault(row["person"], []).append(key)


def _granted(roster: Roster, row: dict[str, Any], _event: Event) -> None:
    role = Role(row["role"])
    roster.grants[row["id"]] = (row["person"], role, row["until"])
    roster.ever.setdefault(row["person"], set()).add(role)
    roster.administrator_named |= role is Role.ADMINISTRATOR


def _ended(roster: Roster, row: dict[str, Any], _event: Event) -> None:
    roster.grants.pop(row["role_grant"], None)


def _set(roster: Roster, row: dict[str, Any], _event: Event) -> None:
    roster.settings[row["name"]] = row["value"]


def _case_file(roster: Roster, row: dict[str, Any], _event: Event) -> None:
    roster.case_file = max(roster.case_file, (row["generation"], row["sha256"]))


def _rotated(roster: Roster, _row: dict[str, Any], _event: Event) -> None:
    roster.rotation_due = False


def _invited(roster: Roster, row: dict[str, Any], _event: Event) -> None:
    roster.invitations[row["person"]] = row


def _nothing(_roster: Roster, _row: dict[str, Any], _event: Event) -> None:
    """Rows that say nothing about who is in the case."""


_APPLY = {
    "person": _person,
    "person_key": _person_key,
    "role_grant": _granted,
    "role_end": _ended,
    "setting": _set,
    "case_file": _case_file,
    "rotation": _rotated,
    "invitation": _invited,
}

__all__ = ["RIGHTS", "Member", "PersonKey", "Roster", "combine", "fold", "read_roster"]
