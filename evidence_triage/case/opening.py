"""Making a case, opening it with a passphrase, and taking it over in a job's process."""

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from evidence_triage import data
from evidence_triage.audit import Anchors, Signer
from evidence_triage.case import clock
from evidence_triage.case.book import Book, chain_name
from evidence_triage.case.case import Case, Held
from evidence_triage.case.folder import FORMAT, CaseFile, Folder, read_case_file, write_case_file
from evidence_triage.case.migrating import VERSION, migrate
from evidence_triage.case.rights import READERS
from evidence_triage.errors import FolderNotEmpty, NetworkFolder, PersonNeeded, UsageError, WrongPassphrase
from evidence_triage.store import (
    CaseKeys,
    Database,
    Guard,
    Lease,
    PersonKeys,
    Slot,
    derived,
    is_network_folder,
    make,
    name_hint,
    new_slot,
    plain_name,
    random_key,
    schema_of,
)
from evidence_triage.words import Act, Role

GUARDED = frozenset({"item", "item_name", "content", "content_text", "ledger", "fact", "property", "item_party", "reading"})
UNCOUNTED = frozenset({"item", "content", "ledger"})


def create(
    folder: Path,
    *,
    title: str,
    person: str,
    role: Role,
    passphrase: str,
    time_zone: str = "Europe/London",
    recovery_key: bytes | None = None,
) -> Case:
    """Makes a case in a new or empty folder and opens it as its first person.

    Raises:
        FolderNotEmpty: something is there already.
        UsageError: the role does not read material, or a name or passphrase is empty.
    """
    place = Folder(Path(folder).absolute())
    _check_new(place, person, role, passphrase)
    _refuse_network(place)
    place.root.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        return _create(place, title, person, role, passphrase, time_zone, recovery_key)
    except BaseException:
        _take_away(place)
        raise


def _check_new(place: Folder, person: str, role: Role, passphrase: str) -> None:
    if place.root.exists() and (not place.root.is_dir() or any(place.root.iterdir())):
        raise FolderNotEmpty(folder=place.root)
    if role not in READERS:
        raise UsageError(what="A case is made by somebody who reads it: detective, officer, deputy or supervisor.")
    if not plain_name(person) or not passphrase:
        raise UsageError(what="A person needs a name and a passphrase.")


def _refuse_network(place: Folder) -> None:
    """WAL needs shared memory, which a network file system does not give: writing there would lose acts."""
    if is_network_folder(place.root):
        raise NetworkFolder()


def _take_away(place: Folder) -> None:
    """Removes what an unfinished case left; without `case.toml` it was none."""
    shutil.rmtree(place.root, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class _New:
    """The keys of a case in the making."""

    case_id: bytes
    people: bytes
    case: bytes
    privilege: X25519PrivateKey
    person: PersonKeys


def _create(place: Folder, title: str, person: str, role: Role, passphrase: str, zone: str, recovery: bytes | None) -> Case:
    new = _New(clock.random_id(), random_key(), random_key(), X25519PrivateKey.generate(), PersonKeys.new())
    slot = new_slot(new.person, person, passphrase, people=new.people, case=new.case)
    case_file = CaseFile(new.case_id, (slot,)).signed(new.people)
    keys = CaseKeys.of(new.case, new.case_id)
    people_database = derived(new.people, new.case_id, "people database")
    make(place.people, people_database, schema_of(data.people_schemas()), VERSION)
    make(place.database, keys.database, schema_of(data.schemas()), VERSION)
    place.blobs.mkdir()
    held = Held(1, Ed25519PrivateKey.from_private_bytes(new.person.signing), None, people_database)
    first = Case(place, new.case_id, held, _people_book(place, new.case_id, people_database), None, None)
    _found_people(first, title, person, role, zone, new, slot, case_file)
    book = _material_book(place, new.case_id, keys)
    _found_material(first, book, role, new, recovery)
    first.people.database.close()
    book.database.close()
    write_case_file(place, case_file)
    return open_case(place.root, passphrase, person)


def _found_people(case: Case, title: str, person: str, role: Role, zone: str, new: _New, slot: Slot, case_file: CaseFile) -> None:
    with case.acting(case.people, Act.CREATE, Signer(1, role, case.held.signing), case.id) as change:
        change.insert("person", id=1, name=" ".join(person.split()), time=change.time)
        change.insert(
            "person_key",
            person=1,
            signing=new.person.public_signing,
            wrapping=new.person.public_wrapping,
            slot=slot.id,
            time=change.time,
        )
        change.insert("role_grant", person=1, role=role.value, time=change.time)
        for name, value in (("title", title), ("time_zone", zone), ("created", change.time)):
            change.insert("setting", name=name, value=value, time=change.time)
        change.insert("case_file", generation=case_file.generation, sha256=case_file.sha256(), time=change.time)
        change.insert("case_file_text", id=1, text=case_file.whole_text())


def _found_material(case: Case, book: Book, role: Role, new: _New, recovery: bytes | None) -> None:
    with case.acting(book, Act.CREATE, Signer(1, role, case.held.signing), case.id) as change:
        change.insert(
            "founding",
            id=1,
            case_id=new.case_id,
            privilege_public=new.privilege.public_key().public_bytes_raw(),
            recovery=recovery,
            match_key=random_key(),
            format=FORMAT,
            time=change.time,
        )


def open_case(folder: Path, passphrase: str, person: str | None = None, *, accept_gap: str | None = None) -> Case:
    """Opens a case as the person whose passphrase it is.

    Raises:
        NotACase, NewerFormat, Damaged, NetworkFolder, OpenElsewhere: the folder cannot be opened.
        PersonNeeded: several people have a slot and none was named.
        WrongPassphrase: person and passphrase open nothing.
        BehindAnchor, Forked: the log is not the one this workstation saw, and no reason to go on was given.
    """
    place = Folder(Path(folder).absolute())
    case_file = read_case_file(place)
    _refuse_network(place)
    if person is None and len(case_file.slots) != 1:
        raise PersonNeeded()
    slot, own = _opened_slot(case_file, passphrase, person)
    people_key = slot.held("people", own)
    if people_key is None:
        raise WrongPassphrase()
    lease = Lease.take(place.lease, derived(people_key, case_file.case_id, "lease"), clock.now(), over=accept_gap is not None)
    try:
        return _opened(place, case_file, slot, own, people_key, person, lease, accept_gap)
    except BaseException:
        lease.let_go()
        raise


def _opened_slot(case_file: CaseFile, passphrase: str, person: str | None) -> tuple[Slot, PersonKeys]:
    """The slot that the passphrase opens, of those that may be the person's."""
    for slot in case_file.slots:
        if (person is None or slot.hint == name_hint(slot.salt, person)) and (own := slot.open(passphrase)):
            return slot, own
    raise WrongPassphrase()


def _opened(
    place: Folder, case_file: CaseFile, slot: Slot, own: PersonKeys, people_key: bytes, person: str | None, lease: Lease, accept_gap: str | None
) -> Case:
    case_id = case_file.case_id
    case_key = slot.held("case", own)
    people_database = derived(people_key, case_id, "people database")
    people = _people_book(place, case_id, people_database)
    keys = CaseKeys.of(case_key, case_id) if case_key else None
    material = _material_book(place, case_id, keys) if keys else None
    held = Held(
        0,
        Ed25519PrivateKey.from_private_bytes(own.signing),
        keys,
        people_database,
        people_key,
        case_key,
        slot.held("privilege", own),
        own.wrapping,
    )
    case = Case(place, case_id, held, people, material, lease)
    held.person = _person_of(case, own.public_signing, person)
    return case


def _person_of(case: Case, public_signing: bytes, person: str | None) -> int:
    """Whose key it is, by the verified chain of people."""
    roster = case.roster()
    for number in roster.names:
        key = roster.key(number)
        if key and key.signing == public_signing and (person is None or plain_name(person) == plain_name(roster.names[number])):
            return number
    raise WrongPassphrase()


def adopt(folder: Path, handover: bytes) -> Case:
    """Opens a case in a job's process with what `Case.handover` gave; it shares the parent's machine and lease."""
    place = Folder(Path(folder).absolute())
    given = json.loads(handover)
    case_id = read_case_file(place).case_id
    key = {name: bytes.fromhex(given[name]) for name in ("database", "blob", "name", "people", "signing")}
    keys = CaseKeys(key["database"], key["blob"], key["name"])
    held = Held(given["person"], Ed25519PrivateKey.from_private_bytes(key["signing"]), keys, key["people"])
    return Case(place, case_id, held, _people_book(place, case_id, key["people"]), _material_book(place, case_id, keys), None)


def _people_book(place: Folder, case_id: bytes, key: bytes) -> Book:
    database = Database(place.people, key, schema_of(data.people_schemas()))
    return Book(database, chain_name(case_id, "people"), Anchors(case_id, "people"))


def _material_book(place: Folder, case_id: bytes, keys: CaseKeys) -> Book:
    guard = Guard(data.views().read_text(encoding="utf-8"), GUARDED, UNCOUNTED)
    database = Database(place.database, keys.database, schema_of(data.schemas()), guard)
    return Book(database, chain_name(case_id, "case"), Anchors(case_id, "case"))
