"""One encrypted database file: its connections, one a thread, and the single writer.

SQLCipher 4 with a raw key, WAL, `synchronous=FULL`, temporary data in memory, deleted data overwritten.
"""

import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from evidence_triage.errors import Busy
from evidence_triage.store.engine import Connection, DatabaseError, plain_error, plainly, sqlite
from evidence_triage.store.guard import Guard
from evidence_triage.store.kinds import Schema
from evidence_triage.store.migrating import latest, statements
from evidence_triage.store.reader import Reader
from evidence_triage.store.triggers import emptying_function, triggers

BUSY_MS = 5_000
WRITE_WAIT_SECONDS = 60.0
WRITE_RETRY_SECONDS = (
    0.002  # between tries for the write lock: a person's decision slips in between two of a long job's
)
STATEMENTS_KEPT = 512

_SETTINGS = f"""
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA temp_store = MEMORY;
PRAGMA secure_delete = ON;
PRAGMA foreign_keys = ON;
PRAGMA recursive_triggers = ON;
PRAGMA busy_timeout = {BUSY_MS};
PRAGMA cache_size = -16000;
"""


def connect(path: Path, key: bytes) -> Connection:
    """A connection to an existing or new database under its raw 32-byte key.

    Raises:
        Damaged: the file is not a database under this key.
    """
    connection = sqlite.connect(
        str(path), isolation_level=None, check_same_thread=False, cached_statements=STATEMENTS_KEPT
    )
    with plainly():
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.executescript(_SETTINGS)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return connection


def make(path: Path, key: bytes, schema: Schema, name: str) -> None:
    """Makes a new database with every table, trigger and setting of its schema; `name` is that of its migrations."""
    connection = connect(path, key)
    try:
        with plainly():
            connection.execute("BEGIN IMMEDIATE")
            for statement in statements(schema.sql + triggers(schema)):
                connection.execute(statement)
            for table in schema.full_text():
                connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('secure-delete', 1)")
            connection.execute(f"PRAGMA user_version = {latest(name)}")
            connection.execute("COMMIT")
    finally:
        connection.close()


class Database:
    """The connections to one database of an open case. Threads share this object, never a connection."""

    def __init__(self, path: Path, key: bytes, schema: Schema, guard: Guard | None = None) -> None:
        self.path, self.schema = path, schema
        self._key = key
        self._guard = guard
        self._mine = threading.local()
        self._readers: weakref.WeakSet[Reader] = weakref.WeakSet()
        self._writing = threading.Lock()
        self._writer: Connection | None = None
        self._writer_thread = 0

    def reader(self) -> Reader:
        """This thread's reader without a guard."""
        return self._reader("plain", None)

    def guarded(self) -> Reader:
        """This thread's reader that sees material through the guard's views alone."""
        return self._reader("guarded", self._guard)

    def _reader(self, name: str, guard: Guard | None) -> Reader:
        reader: Reader | None = getattr(self._mine, name, None)
        if reader is None or reader.closed:
            connection = connect(self.path, self._key)
            connection.execute("PRAGMA query_only = ON")
            if guard is not None:
                guard.set_on(connection)
            reader = Reader(connection)
            setattr(self._mine, name, reader)
            self._readers.add(reader)
        return reader

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction on the single writer: committed at the end, rolled back by any exception.

        Raises:
            Busy: another process has held the write lock for a minute.
            DiskFull, Damaged: nothing of the transaction is kept.
        """
        if self._writer_thread == threading.get_ident():
            raise RuntimeError("a change inside a change")
        with self._writing:
            self._writer_thread = threading.get_ident()
            try:
                connection = self._writer = self._writer or self._new_writer()
                yield from _transaction(connection)
            finally:
                self._writer_thread = 0

    def _new_writer(self) -> Connection:
        connection = connect(self.path, self._key)
        connection.execute("PRAGMA busy_timeout = 0")
        emptying_function(connection, allowed=False)
        return connection

    def checkpoint(self) -> None:
        """Empties the write-ahead log into the file."""
        with self._writing:
            connection = self._writer = self._writer or self._new_writer()
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Closes every connection and forgets the key; readers of other threads fail from here on."""
        with self._writing:
            for reader in list(self._readers):
                reader.close()
            if self._writer is not None:
                self._writer.close()
                self._writer = None
            self._key = b""


def _transaction(connection: Connection) -> Iterator[Connection]:
    _begin(connection)
    try:
        with plainly():
            yield connection
            connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _begin(connection: Connection) -> None:
    """Takes the write lock, trying often, so that a short transaction is not starved by a long job's many."""
    until = time.monotonic() + WRITE_WAIT_SECONDS
    while True:
        try:
            connection.execute("BEGIN IMMEDIATE")
            return
        except DatabaseError as error:
            said = plain_error(error)
            if not isinstance(said, Busy):
                raise said or error from error
        if time.monotonic() > until:
            raise Busy()
        time.sleep(WRITE_RETRY_SECONDS)


def integrity_faults(connection: Connection) -> list[str]:
    """What SQLCipher and SQLite find wrong with the file, in their words; empty where nothing is."""
    found: list[Any] = []
    try:
        found += [row[0] for row in connection.execute("PRAGMA cipher_integrity_check")]
        found += [row[0] for row in connection.execute("PRAGMA integrity_check(10)") if row[0] != "ok"]
        found += [f"a row of {row[0]} leads to nothing" for row in connection.execute("PRAGMA foreign_key_check")]
    except DatabaseError as error:
        found.append(str(error))
    return found
