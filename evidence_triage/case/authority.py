"""Who may have signed an act on the material: by the chain of people, as far as the act saw it."""

from evidence_triage.audit import Head
from evidence_triage.audit.checking import Authority
from evidence_triage.case.rights import permitting
from evidence_triage.case.roster import Roster
from evidence_triage.verify import GENESIS, Event
from evidence_triage.words import Act, Role


def authority(roster: Roster) -> Authority:
    """For each event, in their order: the key that must have signed it, and what is wrong with the right to it.

    An act names the head of the chain of people that it saw. That head must be on record, may not lie before the one
    that the act before it saw, and must give the signer, at that moment, the role in which they acted.
    """
    seen = Head(0, GENESIS)

    def signed(event: Event) -> tuple[bytes | None, str | None]:
        nonlocal seen
        at, known = _seen_by(event, roster)
        key = roster.key_at(event.person, at)
        fault = None if known else "saw acts on people that are not on record"
        if known and at < seen.sequence:
            fault = "overlooks acts on people that were known before it"
        if fault is None and not _held(event, roster, at):
            fault = f"({event.act}) was not within its signer's rights"
        seen = roster.standings[max(at, seen.sequence)].head
        return key.signing if key else None, fault and f"act {event.sequence} {fault}"

    return signed


def _seen_by(event: Event, roster: Roster) -> tuple[int, bool]:
    """How far the chain of people had come for an event, and whether that is on record."""
    sequence, _, digest = event.people_head.partition(":")
    at = int(sequence) if sequence.isdigit() else 0
    if not 0 < at < len(roster.standings):
        return 0, False
    return at, roster.standings[at].head.hash.hex() == digest


def _held(event: Event, roster: Roster, at: int) -> bool:
    """Whether the signer had the role they acted in, and the role permits the act; a refusal needs none."""
    if event.act == Act.REFUSED:
        return True
    if event.role not in frozenset(Role) or event.act not in frozenset(Act):
        return False
    role = Role(event.role)
    return (
        role in roster.standings[at].roles(event.person, event.time) and permitting(Act(event.act), [role]) is not None
    )
