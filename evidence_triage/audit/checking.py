"""Checking a log against itself and against the rows it speaks of: recomputes everything, gives the first fault in words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from evidence_triage.audit.log import Head, events
from evidence_triage.store import HASHED, Columns, Reader, Schema, TableKind
from evidence_triage.verify import GENESIS, Event, RowMark, link_fault, row_digest, rows_digest, signature_fault

Authority = Callable[[Event], tuple[bytes | None, str | None]]


@dataclass(frozen=True)
class Log:
    """One chain to be checked. `authority` gives the key that must have signed an event, and what is wrong with the
    signer's right to it; `emptying` are the acts that may empty people's words.
    """

    reader: Reader
    chain: bytes
    schema: Schema
    columns: Callable[[str], Columns]
    authority: Authority
    emptying: frozenset[str]


@dataclass(slots=True)
class Found:
    """What was counted on the way. `fault` is the first thing that is wrong; `set_back` events whose clock was behind."""

    fault: str | None = None
    head: Head = field(default_factory=lambda: Head(0, GENESIS))
    events: int = 0
    rows: int = 0
    emptied: int = 0
    set_back: int = 0


def check(log: Log, on_progress: Callable[[int], None] = lambda _: None) -> Found:
    """Checks every event in its order, then every row."""
    found = Found()
    found.fault = _events_fault(log, found, on_progress) or _emptied_fault(log, found)
    for table in log.schema.of_kind(*HASHED):
        found.fault = found.fault or _table_fault(log, table.name, found)
    return found


def _events_fault(log: Log, found: Found, on_progress: Callable[[int], None]) -> str | None:
    marks, before = _Marks(log.reader), None
    for event in events(log.reader):
        public, right = log.authority(event)
        fault = link_fault(log.chain, before, event) or signature_fault(log.chain, event, public) or right
        if fault:
            return fault
        if rows_digest(marks.of(event.sequence)) != event.rows:
            return f"act {event.sequence} does not name the rows it made"
        found.set_back += before is not None and event.time < before.time
        found.head, found.events, before = Head(event.sequence, event.hash), event.sequence, event
        on_progress(event.sequence)
    return f"rows are named by an act that is not there ({marks.following})" if marks.following else None


class _Marks:
    """What the events say of rows, read once, in the order of the events."""

    def __init__(self, reader: Reader) -> None:
        self._rows: Iterator[tuple[Any, ...]] = iter(
            reader.iterate("SELECT event, tbl, row, version, digest FROM event_row ORDER BY event")
        )
        self._next = next(self._rows, None)

    @property
    def following(self) -> int:
        """The event that the next mark belongs to; 0 where there is none."""
        return int(self._next[0]) if self._next else 0

    def of(self, sequence: int) -> list[RowMark]:
        marks = []
        while self._next is not None and self._next[0] == sequence:
            marks.append(RowMark(*self._next[1:]))
            self._next = next(self._rows, None)
        return marks


def _emptied_fault(log: Log, found: Found) -> str | None:
    """A row may be named by a second event only where that sealed or erased, and only in a table of words."""
    again = """SELECT r.tbl, r.event, e.act FROM event_row AS r JOIN event AS e ON e.sequence = r.event
                WHERE EXISTS (SELECT 1 FROM event_row AS p WHERE p.tbl = r.tbl AND p.row = r.row AND p.event < r.event)"""
    for table, event, act in log.reader.iterate(again):
        if act not in log.emptying or log.schema.kind(table) is not TableKind.WORDS:
            return f"act {event} ({act}) changed a row of {table}"
        found.emptied += 1
    return None


def _table_fault(log: Log, table: str, found: Found) -> str | None:
    """Compares every row of a table with the last event that names it, then looks for events whose row is gone."""
    columns, seen = log.columns(table), 0
    last = "SELECT version, salt, digest, event FROM event_row WHERE tbl = ? AND row = ? ORDER BY event DESC LIMIT 2"
    for values in log.reader.iterate(f"SELECT {', '.join(columns.types)} FROM {table}"):
        row = dict(zip(columns.types, values, strict=True))
        marks = log.reader.rows(last, (table, columns.key_of(row)))
        fault = _row_fault(table, columns, row, marks)
        if fault:
            return fault
        seen += 1
    found.rows += seen
    named = log.reader.value("SELECT count(DISTINCT row) FROM event_row WHERE tbl = ?", (table,))
    return None if named == seen else _removed_fault(log, table, columns)


def _row_fault(table: str, columns: Columns, row: dict[str, Any], marks: list[tuple[Any, ...]]) -> str | None:
    if not marks:
        return f"a row of {table} belongs to no act"
    version, salt, digest, event = marks[0]
    if row_digest(salt or b"", table, row, version) != digest:
        return f"a row of {table} is not as act {event} made it"
    texts = [name for name, kind in columns.types.items() if kind == "TEXT" and name not in columns.key]
    if len(marks) > 1 and any(row[name] is not None for name in texts):
        return f"act {event} emptied a row of {table} that is not empty"
    return None


def _removed_fault(log: Log, table: str, columns: Columns) -> str | None:
    """The first row that an event made and that is neither there nor was removed by an act."""
    present = {
        columns.key_of(dict(zip(columns.key, values, strict=True))) for values in log.reader.iterate(_keys(columns))
    }
    last: dict[int | str, tuple[Any, ...]] = {}
    for row, *mark in log.reader.iterate(
        "SELECT row, version, salt, digest, event FROM event_row WHERE tbl = ? ORDER BY event", (table,)
    ):
        if row not in present:
            last[row] = tuple(mark)
    for version, salt, digest, event in last.values():
        if row_digest(salt or b"", table, None, version) != digest:
            return f"a row of {table} that act {event} made is gone"
    return None


def _keys(columns: Columns) -> str:
    return f"SELECT {', '.join(columns.key)} FROM {columns.table}"
