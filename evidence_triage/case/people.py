"""Acts on people: adding, roles, passphrases, revoking. Each is an event of the chain of people.

What a slot of `case.toml` carries is changed in the same transaction: the new file is signed into the chain first and
written after, so that a kill between the two is put right at the next opening.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from evidence_triage.case import clock
from evidence_triage.case.case import Case
from evidence_triage.case.case_file import CaseFile, current_case_file, put_case_file, write_case_file
from evidence_triage.case.change import Change
from evidence_triage.case.recovery_keys import PRIVILEGE_RECOVERY, read_privilege
from evidence_triage.case.rights import HOLDERS, combine
from evidence_triage.case.roster import Member
from evidence_triage.case.rotation import rotate_if_due
from evidence_triage.errors import CannotCombine, NobodyCalled, PersonExists, PrivilegeKeyNeeded, UsageError
from evidence_triage.store import PersonKeys, new_slot, plain_name, unwrap
from evidence_triage.words import Act, Role


def add_person(
    case: Case, name: str, role: Role, passphrase: str, *, privilege_recovery: bytes | None = None
) -> Member:
    """Adds a person who is present and types their passphrase; they can sign in at once.

    Where an administrator adds somebody who is to read, a supervisor admits them to the material (`inviting.admit`).
    `privilege_recovery`: the privilege recovery key's text, needed for a reviewer where no reviewer does the adding.

    Raises:
        NotAllowed, PersonExists, PrivilegeKeyNeeded: nothing was changed.
    """
    case.role_for(Act.ADD_PERSON)
    check_name(case, name, passphrase)
    own = PersonKeys.new()
    slot = new_slot(own, name, passphrase, **keys_for(case, frozenset({role}), privilege_recovery))
    with changing_slots(case, Act.ADD_PERSON, "") as (change, put):
        person = change.insert("person", name=" ".join(name.split()), time=change.time)
        note_keys(change, person, own.public_signing, own.public_wrapping, slot.id)
        change.insert("role_grant", person=person, role=role.value, time=change.time)
        put(lambda case_file: case_file.with_slot(slot))
    return case.roster().member(person, clock.now())


def set_role(
    case: Case, name: str, role: Role, *, also: bool = False, privilege_recovery: bytes | None = None
) -> Member:
    """Gives a person a role in place of those they have, or beside them (`also`); the former stay on record.

    Raises:
        NotAllowed, NobodyCalled, CannotCombine, PrivilegeKeyNeeded: nothing was changed.
    """
    case.role_for(Act.GRANT_ROLE)
    person, roster, now = called(case, name), case.roster(), clock.now()
    standing = [grant for grant in roster.now.grants if grant.person == person]
    kept = frozenset(grant.role for grant in standing) if also else frozenset()
    if not combine(roster.ever.get(person, ()), kept, role):
        raise CannotCombine(role=role.value)
    key = roster.key(person)
    held = keys_for(case, kept | {role}, privilege_recovery)
    with changing_slots(case, Act.GRANT_ROLE, str(person)) as (change, put):
        for grant in () if also else standing:
            change.insert("role_end", role_grant=grant.id, time=change.time)
        if role not in kept:
            change.insert("role_grant", person=person, role=role.value, time=change.time)
        if key is not None:
            put(lambda case_file: _rewrapped(case_file, key.slot, key.wrapping, held))
    return case.roster().member(person, now)


def change_passphrase(case: Case, passphrase: str, *, others_may_know: bool) -> bool:
    """A new passphrase for the person the case is open as.

    `others_may_know` the old one: new keys for the person and, by rotation, for the case; what the old passphrase opens
    is then old copies of the folder as they were. Otherwise the same keys are wrapped anew, and old copies of the
    folder go on opening with the old passphrase. Says whether the case's keys were rotated.

    Raises:
        UsageError: the passphrase is empty.
    """
    if not passphrase:
        raise UsageError(what="A passphrase is needed.")
    member, held = case.member, case.held
    assert held.own is not None
    own = PersonKeys.new() if others_may_know else held.own
    wraps = {"people": held.people_key, "case": held.case_key, "privilege": held.privilege_key}
    slot = new_slot(own, member.name, passphrase, **wraps)
    key = case.roster().key(member.id)
    with changing_slots(case, Act.CHANGE_PASSPHRASE, str(member.id)) as (change, put):
        note_keys(change, member.id, own.public_signing, own.public_wrapping, slot.id)
        put(lambda case_file: case_file.without_slot(key.slot if key else "").with_slot(slot))
    case.take_keys(own)
    return others_may_know and rotate_if_due(case)


def revoke(case: Case, name: str) -> bool:
    """Ends everything a person may do, at once; their slot goes.

    The keys of the case are made anew where nobody else has the case open and this person holds them; otherwise by the
    next who opens it alone. Says whether they were.

    Raises:
        NotAllowed, NobodyCalled: nothing was changed.
        UsageError: nobody revokes themselves.
    """
    case.role_for(Act.REVOKE_PERSON)
    person, roster = called(case, name), case.roster()
    if person == case.held.person:
        raise UsageError(what="Nobody revokes themselves; another person who may does it.")
    key = roster.key(person)
    with changing_slots(case, Act.REVOKE_PERSON, str(person)) as (change, put):
        for grant in roster.now.grants:
            if grant.person == person:
                change.insert("role_end", role_grant=grant.id, time=change.time)
        put(lambda case_file: case_file.without_slot(key.slot if key else ""))
    return rotate_if_due(case)


# --- what these acts share, with inviting and recovering -------------------------------------------------------------


def check_name(case: Case, name: str, passphrase: str) -> None:
    """That a new person can bear the name and has a passphrase.

    Raises:
        PersonExists, UsageError: they cannot.
    """
    if not plain_name(name) or not passphrase:
        raise UsageError(what="A person needs a name and a passphrase.")
    if case.roster().find(name) is not None:
        raise PersonExists()


def called(case: Case, name: str) -> int:
    """The number of the person of that name.

    Raises:
        NobodyCalled: there is none.
    """
    person = case.roster().find(name)
    if person is None:
        raise NobodyCalled()
    return person


def keys_for(case: Case, roles: frozenset[Role], privilege_recovery: bytes | None) -> dict[str, bytes | None]:
    """Which keys a slot carries for these roles. An administrator has no case key to give and leaves it as it is.

    Raises:
        PrivilegeKeyNeeded: a reviewer is named by somebody who holds no privilege key and brings none.
    """
    privilege = privilege_key(case, privilege_recovery) if Role.PRIVILEGE_REVIEWER in roles else None
    held = {"people": case.held.people_key, "privilege": privilege}
    if roles & HOLDERS and case.held.case_key is None:
        return held
    return held | {"case": case.held.case_key if roles & HOLDERS else None}


def privilege_key(case: Case, recovery: bytes | None) -> bytes:
    """The private privilege key: the reviewer's own, or out of its box by the privilege recovery key.

    Raises:
        PrivilegeKeyNeeded: neither is there, or the recovery key is another case's.
    """
    if case.held.privilege_key is not None:
        return case.held.privilege_key
    box = case.people.database.reader().value("SELECT box FROM privilege_box")
    key = unwrap(box, read_privilege(recovery), PRIVILEGE_RECOVERY) if recovery else None
    if key is None:
        raise PrivilegeKeyNeeded()
    return key


def note_keys(change: Change, person: int, signing: bytes, wrapping: bytes, slot: str) -> None:
    """Puts a person's public keys on record."""
    change.insert("person_key", person=person, signing=signing, wrapping=wrapping, slot=slot, time=change.time)


@contextmanager
def changing_slots(
    case: Case, act: Act, about: str
) -> Iterator[tuple[Change, Callable[[Callable[[CaseFile], CaseFile]], None]]]:
    """An act on people that changes slots: `put` is given what the case file becomes."""
    written: list[CaseFile] = []

    def put(becomes: Callable[[CaseFile], CaseFile]) -> None:
        assert case.held.people_key is not None
        case_file = becomes(current_case_file(change)).next(case.held.people_key)
        put_case_file(change, case_file)
        written.append(case_file)

    with case.change(act, by=case.member, about=about) as change:
        yield change, put
    for case_file in written:
        write_case_file(case.place, case_file)


def _rewrapped(case_file: CaseFile, slot_id: str, wrapping: bytes, held: dict[str, bytes | None]) -> CaseFile:
    slot = case_file.slot(slot_id)
    return case_file if slot is None else case_file.with_slot(slot.holding(wrapping, **held))
