"""Making a case: its keys, its two databases with their first events, and last of all `case.toml`, which makes it one."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from evidence_triage import data
from evidence_triage.audit import Signer
from evidence_triage.case import clock
from evidence_triage.case.acting import acting
from evidence_triage.case.book import material_book, people_book, people_database_key
from evidence_triage.case.case import Case
from evidence_triage.case.case_file import FORMAT, CaseFile, put_case_file, recovery_wrap, write_case_file
from evidence_triage.case.change import Change
from evidence_triage.case.folder import Folder, refuse_network
from evidence_triage.case.held import Held
from evidence_triage.case.opening import open_case
from evidence_triage.case.recovery_keys import PRIVILEGE_RECOVERY, RecoveryPublic, privilege_text, read_public
from evidence_triage.case.rights import READERS
from evidence_triage.errors import FolderNotEmpty, UsageError
from evidence_triage.store import CaseKeys, PersonKeys, make, new_slot, plain_name, random_key, schema_of, wrap
from evidence_triage.words import Act, Role

FIRST = 1  # the number of the person who makes the case


@dataclass(frozen=True, slots=True)
class Founding:
    """What a case begins with: whose it is, and every key, before anything is written."""

    title: str
    time_zone: str
    person: str
    role: Role
    case_id: bytes
    people_key: bytes
    case_key: bytes
    own: PersonKeys
    privilege: X25519PrivateKey
    recovery: RecoveryPublic | None

    @property
    def keys(self) -> CaseKeys:
        return CaseKeys.of(self.case_key, self.case_id)


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

    `recovery_key` is the content of the force's public recovery file; None is its refusal, which the case page shows.
    Without it `Case.privilege_recovery` holds, this once, the text that admits the first privilege reviewer.

    Raises:
        FolderNotEmpty: something is there already.
        UsageError: the role does not read material, a name or passphrase is empty, the recovery file is none.
        NetworkFolder: the folder lies on a network file system.
    """
    place = Folder(Path(folder).absolute())
    _check_new(place, person, role, passphrase)
    recovery = read_public(recovery_key) if recovery_key is not None else None
    founding = _founding(title, time_zone, person, role, recovery)
    place.root.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        return _made(place, founding, passphrase)
    except BaseException:
        shutil.rmtree(place.root, ignore_errors=True)  # without its case.toml it was no case
        raise


def _check_new(place: Folder, person: str, role: Role, passphrase: str) -> None:
    if place.root.exists() and (not place.root.is_dir() or any(place.root.iterdir())):
        raise FolderNotEmpty(folder=place.root)
    refuse_network(place)
    if role not in READERS:
        raise UsageError(what="A case is made by somebody who reads it: detective, officer, deputy or supervisor.")
    if not plain_name(person) or not passphrase:
        raise UsageError(what="A person needs a name and a passphrase.")


def _founding(title: str, time_zone: str, person: str, role: Role, recovery: RecoveryPublic | None) -> Founding:
    return Founding(
        title=title,
        time_zone=time_zone,
        person=" ".join(person.split()),
        role=role,
        case_id=clock.random_id(),
        people_key=random_key(),
        case_key=random_key(),
        own=PersonKeys.new(),
        privilege=X25519PrivateKey.generate(),
        recovery=recovery,
    )


def _made(place: Folder, founding: Founding, passphrase: str) -> Case:
    people_key = people_database_key(founding.people_key, founding.case_id)
    make(place.people, people_key, schema_of(data.people_schemas()), "people")
    make(place.database, founding.keys.database, schema_of(data.schemas()), "case")
    place.blobs.mkdir()
    slot = new_slot(founding.own, founding.person, passphrase, people=founding.people_key, case=founding.case_key)
    case_file = CaseFile(founding.case_id, (slot,), _recovery_wraps(founding)).signed(founding.people_key)
    privilege_recovery = _write_first_events(place, founding, people_key, case_file)
    write_case_file(place, case_file)
    case = open_case(place.root, passphrase, founding.person)
    case.privilege_recovery = privilege_recovery
    return case


def _recovery_wraps(founding: Founding) -> dict[str, bytes]:
    public = founding.recovery.wrapping if founding.recovery else None
    held = {"people": founding.people_key, "case": founding.case_key}
    return {which: recovery_wrap(which, key, public) for which, key in held.items()}


def _write_first_events(place: Folder, founding: Founding, people_key: bytes, case_file: CaseFile) -> str | None:
    """The first event of both chains; gives the text of a privilege recovery key that nobody else keeps."""
    people = people_book(place.people, founding.case_id, people_key)
    material = material_book(place.database, founding.case_id, founding.keys)
    held = Held(FIRST, Ed25519PrivateKey.from_private_bytes(founding.own.signing), None, people_key)
    first, signer = Case(place, founding.case_id, held, people, None, None), Signer(FIRST, founding.role, held.signing)
    try:
        with acting(first, people, Act.CREATE, signer, about=first.id) as change:
            privilege_recovery = _write_people(change, founding, case_file)
        with acting(first, material, Act.CREATE, signer, about=first.id) as change:
            _write_material(change, founding)
        return privilege_recovery
    finally:
        people.database.close()
        material.database.close()


def _write_people(change: Change, founding: Founding, case_file: CaseFile) -> str | None:
    """Who made the case; gives the text of the privilege recovery key where the force brought none."""
    own, time = founding.own, change.time
    change.insert("person", id=FIRST, name=founding.person, time=time)
    keys = {"signing": own.public_signing, "wrapping": own.public_wrapping}
    change.insert("person_key", person=FIRST, slot=case_file.slots[0].id, time=time, **keys)
    change.insert("role_grant", person=FIRST, role=founding.role.value, time=time)
    settings = {"title": founding.title, "time_zone": founding.time_zone, "created": time}
    change.insert_many("setting", ("name", "value", "time"), [(name, value, time) for name, value in settings.items()])
    if founding.recovery is not None:
        recovery = {"wrapping": founding.recovery.wrapping, "signing": founding.recovery.signing}
        change.insert("recovery_key", id=1, time=time, **recovery)
    put_case_file(change, case_file)
    return _write_privilege_box(change, founding)


def _write_privilege_box(change: Change, founding: Founding) -> str | None:
    """The private half of the privilege key goes to its recovery key alone: the force's, or one that is shown once."""
    drawn = X25519PrivateKey.generate()
    public = founding.recovery.privilege if founding.recovery else drawn.public_key().public_bytes_raw()
    box = wrap(founding.privilege.private_bytes_raw(), public, PRIVILEGE_RECOVERY)
    change.insert("privilege_box", id=1, box=box, time=change.time)
    return None if founding.recovery else privilege_text(drawn.private_bytes_raw())


def _write_material(change: Change, founding: Founding) -> None:
    """What the case is, signed with its first event."""
    change.insert(
        "founding",
        id=1,
        case_id=founding.case_id,
        privilege_public=founding.privilege.public_key().public_bytes_raw(),
        match_key=random_key(),
        format=FORMAT,
        time=change.time,
    )
