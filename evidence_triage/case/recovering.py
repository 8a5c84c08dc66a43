"""Recovery: the force's key adds a slot where passphrases are lost. It opens nothing privileged and signs as nobody."""

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from evidence_triage.audit import Signer
from evidence_triage.case import clock
from evidence_triage.case.acting import acting
from evidence_triage.case.book import lease_key, material_book, people_book, people_database_key
from evidence_triage.case.case import Case
from evidence_triage.case.case_file import (
    CaseFile,
    current_case_file,
    put_case_file,
    read_case_file,
    recovery_purpose,
    write_case_file,
)
from evidence_triage.case.change import Change
from evidence_triage.case.folder import Folder, refuse_network
from evidence_triage.case.held import Held
from evidence_triage.case.opening import heal_case_file
from evidence_triage.case.people import note_keys
from evidence_triage.case.recovery_keys import read_recovery
from evidence_triage.case.rights import HOLDERS
from evidence_triage.case.roster import RECOVERY, Member
from evidence_triage.errors import Damaged, NobodyCalled, UsageError, WrongRecoveryKey
from evidence_triage.store import CaseKeys, Lease, PersonKeys, Slot, new_slot, unwrap
from evidence_triage.words import Act, Role


def recover(folder: Path, recovery_file: bytes, name: str, passphrase: str, role: Role | None = None) -> Member:
    """Gives a person a new passphrase by the force's private recovery key; somebody new needs a role.

    The act stands in the chain of people, signed by the recovery key and by no person, and everybody is told of it when
    they next sign in. The person's own keys are new, so that nothing can be signed with their former ones.

    Raises:
        WrongRecoveryKey: the case was not given this key when it was made.
        UsageError: the file is none, the passphrase is empty, or a reviewer's role was asked for.
        NobodyCalled: nobody bears the name and no role was given.
    """
    keys = read_recovery(recovery_file)
    if not passphrase or role is Role.PRIVILEGE_REVIEWER:
        raise UsageError(what="Recovery needs a new passphrase, and makes no privilege reviewer.")
    place = Folder(Path(folder).absolute())
    refuse_network(place)
    case_file = read_case_file(place)
    people_key, case_key = (_recovered(case_file, which, keys) for which in ("people", "case"))
    lease = Lease.take(place.lease, lease_key(people_key, case_file.case_id), clock.now())
    case = _opened(place, case_file, keys, people_key, case_key, lease)
    try:
        heal_case_file(case, case_file)
        return _recover(case, name, passphrase, role)
    finally:
        case.lock()


def _recovered(case_file: CaseFile, which: str, keys: PersonKeys) -> bytes:
    key = unwrap(case_file.recovery[which], keys.wrapping, recovery_purpose(which))
    if key is None:
        raise WrongRecoveryKey
    if which == "people" and not case_file.is_authentic(key):
        raise Damaged(what="case.toml was changed by another hand")
    return key


def _opened(
    place: Folder, case_file: CaseFile, keys: PersonKeys, people_key: bytes, case_key: bytes, lease: Lease
) -> Case:
    case_id, database = case_file.case_id, people_database_key(people_key, case_file.case_id)
    derived = CaseKeys.of(case_key, case_id)
    signing = Ed25519PrivateKey.from_private_bytes(keys.signing)
    held = Held(RECOVERY, signing, derived, database, people_key, case_key)
    people, material = people_book(place.people, case_id, database), material_book(place.database, case_id, derived)
    return Case(place, case_id, held, people, material, lease)


def _recover(case: Case, name: str, passphrase: str, role: Role | None) -> Member:
    known = case.roster().find(name)
    if known is None and role is None:
        raise NobodyCalled
    roles = case.roster().now.roles(known, clock.now()) if known is not None else frozenset()
    roles |= {role} if role else frozenset()
    own, held = PersonKeys.new(), case.held
    case_key = held.case_key if roles & HOLDERS else None
    slot = new_slot(own, name, passphrase, people=held.people_key, case=case_key)
    former = case.roster().key(known) if known is not None else None
    with acting(case, case.people, Act.RECOVER, Signer(RECOVERY, "", held.signing)) as change:
        person = known if known is not None else change.insert("person", name=" ".join(name.split()), time=change.time)
        note_keys(change, person, own.public_signing, own.public_wrapping, slot.id)
        if role is not None and role not in case.roster().now.roles(person, change.time):
            change.insert("role_grant", person=person, role=role.value, time=change.time)
        case_file = _with_slot(change, slot, former.slot if former else "", held.people_key)
    write_case_file(case.place, case_file)
    return case.roster().member(person, clock.now())


def _with_slot(change: Change, slot: Slot, former: str, people_key: bytes | None) -> CaseFile:
    assert people_key is not None
    case_file = current_case_file(change).without_slot(former).with_slot(slot).next(people_key)
    put_case_file(change, case_file)
    return case_file
