"""Opening a case with a passphrase, and taking it over in a job's process.

Everything is checked before the person is let in: slot, authenticity of `case.toml`, lease, chain of people, the log
since this workstation last saw it. What a kill left half done is finished first.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from evidence_triage.case import clock
from evidence_triage.case.acting import acting
from evidence_triage.case.book import lease_key, material_book, people_book, people_database_key
from evidence_triage.case.case import Case
from evidence_triage.case.case_file import CaseFile, parse_case_file, read_case_file, write_case_file
from evidence_triage.case.folder import Folder, refuse_network
from evidence_triage.case.gaps import check_log, go_on
from evidence_triage.case.held import Held
from evidence_triage.case.inviting import refused
from evidence_triage.case.rotation import finish_rotation, rotate_if_due
from evidence_triage.errors import Damaged, PersonNeeded, TriageError, WrongPassphrase
from evidence_triage.store import (
    CaseKeys,
    Lease,
    PersonKeys,
    Slot,
    connect,
    migrate,
    name_hint,
    no_core_dumps,
    plain_name,
)
from evidence_triage.words import Act


@dataclass(frozen=True, slots=True)
class Entry:
    """What a passphrase opened: the slot, the person's own keys, and the keys wrapped to them."""

    slot: Slot
    own: PersonKeys = field(repr=False)
    people_key: bytes = field(repr=False)
    case_key: bytes | None = field(repr=False)
    privilege_key: bytes | None = field(repr=False)


def open_case(folder: Path, passphrase: str, person: str | None = None, *, accept_gap: str | None = None) -> Case:
    """Opens a case as the person whose passphrase it is; `accept_gap` is the reason for going on with another log.

    Raises:
        NotACase, NewerFormat, Damaged, NetworkFolder, OpenElsewhere: the folder cannot be opened.
        PersonNeeded: several people have a slot and none was named.
        WrongPassphrase: person and passphrase open nothing.
        BehindAnchor, Forked: the log is not the one this workstation saw, and no reason to go on was given.
    """
    no_core_dumps()
    place = Folder(Path(folder).absolute())
    case_file = read_case_file(place)
    refuse_network(place)
    if person is None and len(case_file.slots) != 1:
        raise PersonNeeded()
    entry = _entry(case_file, passphrase, person)
    if entry is None:
        raise refused(place, case_file, person, passphrase)
    lease = Lease.take(
        place.lease, lease_key(entry.people_key, case_file.case_id), clock.now(), over=accept_gap is not None
    )
    try:
        return _let_in(place, case_file, entry, person, lease, accept_gap)
    except BaseException:
        lease.let_go()
        raise


def _entry(case_file: CaseFile, passphrase: str, person: str | None) -> Entry | None:
    """What the passphrase opens, trying the slots that may be the person's."""
    for slot in case_file.slots:
        if person is not None and slot.hint != name_hint(slot.salt, person):
            continue
        own = slot.open(passphrase)
        people_key = slot.held("people", own) if own else None
        if own and people_key:
            if not case_file.is_authentic(people_key):
                raise Damaged(what="case.toml was changed by another hand")
            return Entry(slot, own, people_key, slot.held("case", own), slot.held("privilege", own))
    return None


def _let_in(
    place: Folder, case_file: CaseFile, entry: Entry, person: str | None, lease: Lease, accept_gap: str | None
) -> Case:
    case_id = case_file.case_id
    people_key = people_database_key(entry.people_key, case_id)
    keys = CaseKeys.of(entry.case_key, case_id) if entry.case_key else None
    finish_rotation(place, people_key, keys, lease)
    held = Held(
        person=0,
        signing=Ed25519PrivateKey.from_private_bytes(entry.own.signing),
        keys=keys,
        people_database=people_key,
        people_key=entry.people_key,
        case_key=entry.case_key,
        privilege_key=entry.privilege_key,
        own=entry.own,
    )
    migrated = _bring_up_to_date(place, people_key, keys)
    material = material_book(place.database, case_id, keys) if keys else None
    case = Case(place, case_id, held, people_book(place.people, case_id, people_key), material, lease)
    try:
        if heal_case_file(case, case_file).slot(entry.slot.id) is None:
            raise WrongPassphrase
        held.person = _person_of(case, entry.own, person)
        _sign_in(case, accept_gap)
        _note_migration(case, migrated)
    except BaseException:
        case.close_books()
        raise
    rotate_if_due(case)
    return case


def _bring_up_to_date(place: Folder, people_key: bytes, keys: CaseKeys | None) -> list[str]:
    """Brings both databases to the present format; gives what was done, such as `case 2`.

    Raises:
        NewerFormat: a later version of the program wrote one of them.
    """
    done = _migrated("people", place.people, people_key)
    return done + (_migrated("case", place.database, keys.database) if keys else [])


def _migrated(name: str, path: Path, key: bytes) -> list[str]:
    connection = connect(path, key)
    try:
        return [f"{name} {number}" for number in migrate(connection, name)]
    finally:
        connection.close()


def _note_migration(case: Case, migrated: list[str]) -> None:
    for about in migrated:
        with acting(case, case.log, Act.MIGRATE, about=about):
            pass


def heal_case_file(case: Case, found: CaseFile) -> CaseFile:
    """Puts `case.toml` right where a kill, or an older copy, left another than the last signed one; gives that one.

    Raises:
        Damaged: the signed one is not to be had.
    """
    signed = case.roster().case_file[1]
    if found.sha256() == signed:
        return found
    text = case.people.database.reader().value("SELECT text FROM case_file_text")
    mirrored = parse_case_file(text) if text else found
    if mirrored.sha256() != signed:
        raise Damaged(what="case.toml is not the one that was signed")
    write_case_file(case.place, mirrored)
    return mirrored


def _person_of(case: Case, own: PersonKeys, person: str | None) -> int:
    """Whose keys these are, by the verified chain of people; somebody without a role is let in no more."""
    roster, now = case.roster(), clock.now()
    for number, name in roster.names.items():
        key = roster.key(number)
        is_theirs = key is not None and key.signing == own.public_signing
        if is_theirs and (person is None or plain_name(person) == plain_name(name)) and roster.now.roles(number, now):
            return number
    raise WrongPassphrase


def _sign_in(case: Case, accept_gap: str | None) -> None:
    """Checks the log, notes what happened to people since this person was last here, and logs the sign-in."""
    fault: TriageError | None = check_log(case)
    if fault is not None:
        if not accept_gap:
            raise fault
        go_on(case, accept_gap)
    case.notices = case.news_of_people()
    with acting(case, case.log, Act.SIGN_IN):
        pass


def adopt(folder: Path, handover: bytes) -> Case:
    """Opens a case in a job's process with what `Case.handover` gave; it takes a share of the lease of its own."""
    no_core_dumps()
    place = Folder(Path(folder).absolute())
    given = json.loads(handover)
    case_id = read_case_file(place).case_id
    key = {name: bytes.fromhex(value) for name, value in given["keys"].items()}
    keys = CaseKeys(key["database"], key["blob"], key["name"])
    held = Held(given["person"], Ed25519PrivateKey.from_private_bytes(key["signing"]), keys, key["people"])
    lease = Lease.take(place.lease, key["lease"], clock.now())
    return Case(
        place,
        case_id,
        held,
        people_book(place.people, case_id, key["people"]),
        material_book(place.database, case_id, keys),
        lease,
    )
