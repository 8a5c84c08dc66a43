"""Backups: the whole case as it stands, encrypted under its own keys, registered before it is made.

Nobody waits for a backup: both databases are copied as they stand at one moment each. The register names every copy when
something is later sealed, revoked or erased.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from evidence_triage.audit import head
from evidence_triage.case.case import Case
from evidence_triage.case.folder import Folder
from evidence_triage.errors import Damaged, FolderNotEmpty, NotAllowed
from evidence_triage.store import BlobFolder, Database, copy_database, flush, known_blobs
from evidence_triage.words import Act


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy that was made: where, how the case's log ended in it, how much it holds."""

    folder: Path
    head: str
    files: int
    bytes: int


def back_up(case: Case, out: Path) -> Backup:
    """Copies a case into a new folder.

    Raises:
        FolderNotEmpty: something is there already.
        NotAllowed: the person may not, or holds no key to the material.
        Damaged, DiskFull: what was begun is removed; the register says that it was begun.
    """
    place = Folder(Path(out).absolute())
    if place.root.exists() and (not place.root.is_dir() or any(place.root.iterdir())):
        raise FolderNotEmpty(folder=place.root)
    if case.material is None:
        raise NotAllowed(role=", ".join(sorted(case.member.roles)), act=Act.BACKUP.value)
    _register(case, place)
    part = Folder(place.root.with_name(f"{place.root.name}.part"))
    shutil.rmtree(part.root, ignore_errors=True)
    part.root.mkdir(parents=True, mode=0o700)
    try:
        made = _copy(case, part)
    except BaseException:
        shutil.rmtree(part.root, ignore_errors=True)
        raise
    if place.root.exists():
        place.root.rmdir()
    part.root.rename(place.root)
    flush(place.root.parent)
    return Backup(place.root, *made)


def _register(case: Case, place: Folder) -> None:
    with case.change(Act.BACKUP, by=case.member) as change:
        ends = str(head(case.log.database.reader()))
        number = change.insert("backup", head=ends, time=change.time)
        change.insert("backup_place", backup=number, location=str(place.root))


def _copy(case: Case, part: Folder) -> tuple[str, int, int]:
    """The material first, then people: so the chain of people in the copy is never older than an act that saw it."""
    keys = case.need_keys()
    copy_database(case.place.database, keys.database, part.database, keys.database)
    copy_database(case.place.people, case.held.people_database, part.people, case.held.people_database)
    copied = Database(part.database, keys.database, case.schema)
    try:
        ends = str(head(copied.reader()))
        blobs = sorted(known_blobs(copied.reader().connection, case.schema.tables))
    finally:
        copied.close()
    _copy_blobs(case, part, blobs)
    shutil.copyfile(case.place.case_toml, part.case_toml)
    files = [path for path in part.root.rglob("*") if path.is_file()]
    return ends, len(files), sum(path.stat().st_size for path in files)


def _copy_blobs(case: Case, part: Folder, blobs: list[int]) -> None:
    part.blobs.mkdir()
    source = BlobFolder(case.place.blobs, case.case_id, case.need_keys())
    target = BlobFolder(part.blobs, case.case_id, case.need_keys())
    for blob in blobs:
        if not source.path(blob).exists():
            raise Damaged(what="a blob is missing")
        target.path(blob).parent.mkdir(exist_ok=True)
        shutil.copyfile(source.path(blob), target.path(blob))
    target.settle(blobs)
