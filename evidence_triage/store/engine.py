"""The one place that names the database library; its errors become the program's own."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from evidence_triage.errors import Busy, Damaged, DiskFull, TriageError

if TYPE_CHECKING:
    import sqlite3 as sqlite  # the same interface, which has types
else:
    from sqlcipher3 import dbapi2 as sqlite

Connection = sqlite.Connection
DatabaseError = sqlite.DatabaseError

_SAYS = {
    sqlite.SQLITE_CORRUPT: Damaged(what="the database is not as it was written"),
    sqlite.SQLITE_NOTADB: Damaged(what="the database is not as it was written"),
    sqlite.SQLITE_FULL: DiskFull(),
    sqlite.SQLITE_BUSY: Busy(),
    sqlite.SQLITE_LOCKED: Busy(),
}
_IOERR_WRITE, _IOERR_FSYNC = 778, 1034


def plain_error(error: DatabaseError) -> TriageError | None:
    """What the person is told of a database error, or None where it is a mistake in the program."""
    code = getattr(error, "sqlite_errorcode", 0)
    if code in (_IOERR_WRITE, _IOERR_FSYNC):
        return DiskFull()
    said = _SAYS.get(code & 0xFF)
    return type(said)(**said.values) if said else None


@contextmanager
def plainly() -> Iterator[None]:
    """Raises the program's own error in place of the library's."""
    try:
        yield
    except DatabaseError as error:
        said = plain_error(error)
        if said is None:
            raise
        raise said from error
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        raise DiskFull from error


__all__ = ["Connection", "DatabaseError", "plain_error", "plainly", "sqlite"]
