"""Copying a database whole into a new file under a key of its own: for rotating keys and for backups."""

from collections.abc import Callable
from pathlib import Path

from evidence_triage.errors import Damaged
from evidence_triage.store.database import connect, integrity_faults
from evidence_triage.store.engine import Connection, plainly
from evidence_triage.store.system import flush


def copy_database(
    source: Path, key: bytes, target: Path, new_key: bytes, finish: Callable[[Connection], None] | None = None
) -> None:
    """Writes a database as it stands at one moment into `target`, by `sqlcipher_export`; readers and writers go on.

    `finish` changes the copy before it is checked. A target that was left by a kill is begun anew.

    Raises:
        Damaged: the copy is not whole; it is removed.
        DiskFull: it is removed.
    """
    remove_database(target)
    try:
        _export(source, key, target, new_key)
        _finish(target, new_key, finish)
    except BaseException:
        remove_database(target)
        raise
    flush(target)
    flush(target.parent)


def _export(source: Path, key: bytes, target: Path, new_key: bytes) -> None:
    connection = connect(source, key)
    try:
        with plainly():
            connection.execute(f"ATTACH DATABASE ? AS copy KEY \"x'{new_key.hex()}'\"", (str(target),))
            connection.execute("PRAGMA copy.secure_delete = ON")
            connection.execute("BEGIN")
            version = connection.execute("PRAGMA main.user_version").fetchone()[0]
            connection.execute("SELECT sqlcipher_export('copy')").fetchone()
            connection.execute(f"PRAGMA copy.user_version = {version}")
            connection.execute("COMMIT")
            connection.execute("DETACH DATABASE copy")
    finally:
        connection.close()


def _finish(target: Path, key: bytes, finish: Callable[[Connection], None] | None) -> None:
    connection = connect(target, key)
    try:
        with plainly():
            if finish is not None:
                finish(connection)
            faults = integrity_faults(connection)
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        connection.close()
    if faults:
        raise Damaged(what=f"a copy of the database is not whole ({faults[0]})")


def opens(path: Path, key: bytes) -> bool:
    """Whether a database is there and opens under this key."""
    if not path.exists():
        return False
    try:
        connect(path, key).close()
    except Damaged:
        return False
    return True


def remove_database(path: Path) -> None:
    """Removes a database with the files beside it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
