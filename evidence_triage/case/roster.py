"""Who is in a case and what they may do: the state of the chain of people, folded by `folding.py`."""

from dataclasses import dataclass, field, replace
from typing import Any

from evidence_triage.audit import Head
from evidence_triage.case.rights import permitting
from evidence_triage.store import plain_name
from evidence_triage.verify import GENESIS, fingerprint
from evidence_triage.words import Act, Role

RECOVERY = 0  # the person number under which the recovery key acts


@dataclass(frozen=True, slots=True)
class Member:
    """One person of the case. `fingerprint` is of their present signing key, empty before they chose a passphrase."""

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


@dataclass(frozen=True, slots=True)
class Grant:
    """A role given to a person; `until` (ISO 8601 in UTC) where it ends by itself."""

    id: int
    person: int
    role: Role
    until: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Which grants stood, and whether an administrator was ever named, after one event of the chain of people."""

    head: Head
    grants: tuple[Grant, ...]
    creator: int
    administrator_named: bool

    def roles(self, person: int, at: str) -> frozenset[Role]:
        """The roles of a person at a time (ISO 8601 in UTC)."""
        return frozenset(
            grant.role for grant in self.grants if grant.person == person and (grant.until is None or at < grant.until)
        )

    def role_for(self, act: Act, person: int, at: str) -> Role | None:
        """The role in which the person may do the act, or None.

        Who made the case stands in for an administrator until one is named, if they are a supervisor.
        """
        in_charge = person == self.creator and not self.administrator_named
        return permitting(act, self.roles(person, at), in_charge=in_charge)


@dataclass(slots=True)
class Roster:
    """Everything that the chain of people says. `standings` holds what stood after each event, by its number.

    `holders` are those to whose keys somebody who held the case key has attended; whether a role needs it is another
    question (`rights.HOLDERS`).
    """

    standings: list[Standing] = field(default_factory=lambda: [Standing(Head(0, GENESIS), (), 0, False)])
    names: dict[int, str] = field(default_factory=dict)
    keys: dict[int, list[PersonKey]] = field(default_factory=dict)
    ever: dict[int, frozenset[Role]] = field(default_factory=dict)
    holders: set[int] = field(default_factory=set)
    invitations: dict[int, dict[str, Any]] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    case_file: tuple[int, bytes] = (0, b"")
    recovery: PersonKey | None = None
    recoveries: list[tuple[int, str]] = field(default_factory=list)
    rotation_due: bool = False

    @property
    def head(self) -> Head:
        return self.standings[-1].head

    @property
    def now(self) -> Standing:
        """What stands after the last event."""
        return self.standings[-1]

    def key(self, person: int) -> PersonKey | None:
        """A person's present public keys, or None where they never had any."""
        held = self.keys.get(person)
        return held[-1] if held else None

    def key_at(self, person: int, sequence: int) -> PersonKey | None:
        """The keys a person had when the chain of people had come to that event."""
        held = [key for key in self.keys.get(person, ()) if key.since <= sequence]
        return held[-1] if held else None

    def member(self, person: int, at: str) -> Member:
        """One person as they are at a time."""
        key = self.key(person)
        return Member(person, self.names[person], self.now.roles(person, at), fingerprint(key.signing) if key else "")

    def members(self, at: str) -> list[Member]:
        """Everybody who was ever named, in order of joining; those without a role have left or wait."""
        return [self.member(person, at) for person in sorted(self.names)]

    def find(self, name: str) -> int | None:
        """The number of the person of that name, however it is written."""
        return next((person for person, known in self.names.items() if plain_name(known) == plain_name(name)), None)

    def stand(self, **changes: Any) -> None:
        """Changes what stands after the event that is being folded."""
        self.standings[-1] = replace(self.standings[-1], **changes)
