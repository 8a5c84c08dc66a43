"""Making the case's keys anew after somebody was revoked, so that what they know opens nothing from here on.

Everything is prepared beside the old: `case.db.next` and `people.db.next` under new keys, blobs under new names (links).
Writing `case.toml` with the new wraps is the one moment that counts; what a kill leaves before it is thrown away, what
it leaves after it is finished at the next opening. Nobody else may have the case open meanwhile.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from evidence_triage.case import clock
from evidence_triage.case.acting import acting
from evidence_triage.case.book import lease_key, material_book, people_book, people_database_key
from evidence_triage.case.case import Case
from evidence_triage.case.case_file import CaseFile, current_case_file, put_case_file, recovery_wrap, write_case_file
from evidence_triage.case.folder import Folder
from evidence_triage.case.rights import HOLDERS
from evidence_triage.store import (
    BlobFolder,
    CaseKeys,
    Connection,
    Lease,
    Stored,
    copy_database,
    flush,
    known_blobs,
    opens,
    random_key,
    remove_database,
)
from evidence_triage.words import Act


@dataclass(frozen=True, slots=True)
class Fresh:
    """The new keys of a rotation."""

    people_key: bytes
    case_key: bytes
    people_database: bytes
    keys: CaseKeys

    @classmethod
    def of(cls, case_id: bytes) -> "Fresh":
        people_key, case_key = random_key(), random_key()
        return cls(people_key, case_key, people_database_key(people_key, case_id), CaseKeys.of(case_key, case_id))


def rotate_if_due(case: Case) -> bool:
    """Rotates where somebody was revoked since the last time and this person holds the case key; says whether it did.

    While another window or command has the case open it waits for the next opening.
    """
    due = case.roster().rotation_due and case.may(Act.ROTATE) and case.held.case_key is not None
    return due and rotate(case)


def rotate(case: Case) -> bool:
    """Makes all keys anew; False where another process has the case open, and nothing was done."""
    if case.lease is None or not case.lease.alone():
        return False
    try:
        case.lease.rekey(lease_key(_rotate(case), case.case_id))
    finally:
        case.lease.share()
    return True


def _rotate(case: Case) -> bytes:
    """Prepares, switches, sweeps; gives the new people key."""
    material = case.need_material()
    fresh = Fresh.of(case.case_id)
    old = BlobFolder(case.place.blobs, case.case_id, case.need_keys())
    new = BlobFolder(case.place.blobs, case.case_id, fresh.keys)
    with case.people.database.writing(), material.database.writing():  # other threads wait
        _copy_material(case, old, new, fresh)
        case_file = _copy_people(case, fresh)
    case.close_books()  # the last connection empties and removes the write-ahead logs of the old files
    write_case_file(case.place, case_file)
    _put_in_place(case.place)
    _go_on_with(case, fresh)
    new.sweep(known_blobs(case.unguarded().connection, case.schema.tables))
    return fresh.people_key


def _go_on_with(case: Case, fresh: Fresh) -> None:
    """The open case goes on under its new keys."""
    held = replace(
        case.held,
        keys=fresh.keys,
        people_database=fresh.people_database,
        people_key=fresh.people_key,
        case_key=fresh.case_key,
    )
    people = people_book(case.place.people, case.case_id, fresh.people_database)
    case.hold(held, people, material_book(case.place.database, case.case_id, fresh.keys))
    people.anchors.note(case.roster().head, clock.now())


def _copy_material(case: Case, old: BlobFolder, new: BlobFolder, fresh: Fresh) -> None:
    """The database under its new key, in it every blob's key under the new blob key, and every file's new name."""

    def rewrap(connection: Connection) -> None:
        connection.execute("BEGIN IMMEDIATE")
        for number in known_blobs(connection, case.schema.tables):
            old.link(number, new)
        for row in connection.execute("SELECT id, key, size, chunks FROM blob").fetchall():
            stored = Stored(*row)
            connection.execute("UPDATE blob SET key = ? WHERE id = ?", (old.rewrapped(stored, fresh.keys), stored.id))
        connection.execute("COMMIT")

    copy_database(
        case.place.database, case.need_keys().database, following(case.place.database), fresh.keys.database, rewrap
    )
    for folder in [*case.place.blobs.iterdir(), case.place.blobs]:
        flush(folder)


def _copy_people(case: Case, fresh: Fresh) -> CaseFile:
    """The database of people under its new key with the act of rotation in it; gives the case file that will count."""
    target = following(case.place.people)
    copy_database(case.place.people, case.held.people_database, target, fresh.people_database)
    book = people_book(target, case.case_id, fresh.people_database)
    try:
        with acting(case, book, Act.ROTATE, anchored=False) as change:
            case_file = _rewrapped(case, current_case_file(change), fresh)
            change.insert("rotation", time=change.time)
            put_case_file(change, case_file)
    finally:
        book.database.close()
    flush(target)
    return case_file


def _rewrapped(case: Case, case_file: CaseFile, fresh: Fresh) -> CaseFile:
    """Every slot with the new keys that its person may hold."""
    roster, now = case.roster(), clock.now()
    for person in roster.names:
        key = roster.key(person)
        slot = case_file.slot(key.slot) if key else None
        if key and slot:
            roles = roster.now.roles(person, now)
            case_key = fresh.case_key if roles & HOLDERS and person in roster.holders else None
            slot = slot.holding(key.wrapping, people=fresh.people_key if roles else None, case=case_key)
            case_file = case_file.with_slot(slot)
    public = roster.recovery.wrapping if roster.recovery else None
    wraps = {
        "people": recovery_wrap("people", fresh.people_key, public),
        "case": recovery_wrap("case", fresh.case_key, public),
    }
    return replace(case_file, recovery=wraps).next(fresh.people_key)


def finish_rotation(place: Folder, people_database: bytes, keys: CaseKeys | None, lease: Lease) -> None:
    """Finishes, or throws away, what a kill left of a rotation; the person's slot tells which keys count."""
    waiting = [path for path in (place.people, place.database) if following(path).exists()]
    if not waiting or not lease.alone():
        return
    try:
        for path in waiting:
            key = people_database if path == place.people else keys.database if keys else None
            if key is None:
                continue
            if opens(path, key):
                remove_database(following(path))
            elif opens(following(path), key):
                _replace(path)
    finally:
        lease.share()


def following(path: Path) -> Path:
    """Where the next state of a database is prepared."""
    return path.with_name(path.name + ".next")


def _put_in_place(place: Folder) -> None:
    for path in (place.people, place.database):
        _replace(path)


def _replace(path: Path) -> None:
    """The prepared database takes the place of the old one; no log of the old one may stay beside it."""
    remove_database(path)
    following(path).replace(path)
    flush(path.parent)
