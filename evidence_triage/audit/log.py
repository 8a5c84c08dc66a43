"""Writing the log: one event an act, in the transaction of the act itself."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from evidence_triage.store import Connection, Reader
from evidence_triage.verify import (
    GENESIS,
    ROW_VERSION,
    Event,
    RowMark,
    event_bytes,
    event_hash,
    row_digest,
    rows_digest,
)

SALT_BYTES = 16
_COLUMNS = "sequence, previous, time, person, role, act, about, people_head, rows, hash, signature"


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain ends; 0 and 32 zero bytes before its first event."""

    sequence: int
    hash: bytes

    def __str__(self) -> str:
        return f"{self.sequence}:{self.hash.hex()}"


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs an event: the person's number, the role they act in, and their key. 0 is the recovery key."""

    person: int
    role: str
    key: Ed25519PrivateKey = field(repr=False)

    def sign(self, data: bytes) -> bytes:
        return self.key.sign(data)


@dataclass(slots=True)
class RowMarks:
    """The rows that one act made or changed, each with its salt; the last state of a row counts."""

    marks: dict[tuple[str, int | str], tuple[bytes, RowMark]] = field(default_factory=dict)

    def add(self, table: str, key: int | str, row: dict[str, Any] | None) -> None:
        """Notes a row as it stands now; `row` is None where it was removed."""
        salt = os.urandom(SALT_BYTES)
        self.marks[table, key] = salt, RowMark(table, key, ROW_VERSION, row_digest(salt, table, row))


def head(source: Reader | Connection) -> Head:
    """The last event of a database's chain."""
    sql = "SELECT sequence, hash FROM event ORDER BY sequence DESC LIMIT 1"
    row = source.one(sql) if isinstance(source, Reader) else source.execute(sql).fetchone()
    return Head(*row) if row else Head(0, GENESIS)


def append(connection: Connection, chain: bytes, event: Event, marks: RowMarks, signer: Signer) -> Event:
    """Hashes, signs and writes one event with its rows. `event` brings time, act, about and people_head."""
    last = head(connection)
    digest = rows_digest(mark for _, mark in marks.marks.values())
    event = replace(
        event, sequence=last.sequence + 1, previous=last.hash, person=signer.person, role=signer.role, rows=digest
    )
    event = replace(event, hash=event_hash(chain, event))
    event = replace(event, signature=signer.sign(event_bytes(chain, event.sequence, event.hash)))
    connection.execute(
        f"INSERT INTO event ({_COLUMNS}) VALUES ({', '.join('?' * 11)})",
        [getattr(event, name) for name in _COLUMNS.split(", ")],
    )
    connection.executemany(
        "INSERT INTO event_row (event, tbl, row, version, salt, digest) VALUES (?, ?, ?, ?, ?, ?)",
        (
            (event.sequence, mark.table, mark.key, mark.version, salt, mark.digest)
            for salt, mark in marks.marks.values()
        ),
    )
    return event


def events(reader: Reader, after: int = 0) -> Iterable[Event]:
    """The events of a chain behind number `after`, in order."""
    return (
        Event(*row)
        for row in reader.iterate(f"SELECT {_COLUMNS} FROM event WHERE sequence > ? ORDER BY sequence", (after,))
    )


def event_at(reader: Reader, sequence: int) -> Event | None:
    """One event by its number."""
    row = reader.one(f"SELECT {_COLUMNS} FROM event WHERE sequence = ?", (sequence,))
    return Event(*row) if row else None
