"""The only way to write: rows go through a Change, which knows what each table is and what the log must say of it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from evidence_triage.audit import RowMarks
from evidence_triage.case.book import Book
from evidence_triage.store import (
    HASHED,
    UNHASHED,
    BlobFolder,
    Columns,
    Connection,
    Parameters,
    Stored,
    TableKind,
    emptying_function,
)
from evidence_triage.words import Act

EMPTYING_ACTS = frozenset({Act.SEAL, Act.DECIDE_PRIVILEGE})

_WRITES = re.compile(
    r"^\s*(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|REPLACE\s+INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM)\s+(\w+)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Changed:
    """What a change wrote: from this, views refresh themselves."""

    tables: frozenset[str] = frozenset()
    items: frozenset[int] = frozenset()


@dataclass(slots=True)
class _Touched:
    tables: set[str] = field(default_factory=set)
    items: set[int] = field(default_factory=set)


@dataclass(slots=True)
class NewFiles:
    """The files of blobs that a change writes: durable before its commit, gone where it comes to none."""

    folder: BlobFolder | None
    written: list[int] = field(default_factory=list)

    def take(self, data: bytes | BinaryIO | Stored) -> Stored:
        """Encrypts bytes, or takes what was stored before the change began."""
        if self.folder is None:
            raise TypeError("this database has no blobs")
        stored = data if isinstance(data, Stored) else self.folder.store(data)
        if stored.inside is None:
            self.written.append(stored.id)
        return stored

    def settle(self) -> None:
        if self.folder is not None and self.written:
            self.folder.settle(self.written)

    def take_away(self) -> None:
        for blob_id in self.written:
            if self.folder is not None:
                self.folder.remove(blob_id)


@dataclass(frozen=True, slots=True)
class Moment:
    """Which act a change is, when, and the number its event will have; no act and 0 for derived data."""

    act: Act | None
    time: str
    sequence: int


class Change:
    """One open transaction. `sequence` is the number of the event it will be (0 for derived data, which has none)."""

    def __init__(self, book: Book, connection: Connection, files: NewFiles, moment: Moment) -> None:
        self.act, self.time, self.sequence = moment.act, moment.time, moment.sequence
        self.marks = RowMarks()
        self._book, self._connection, self._files = book, connection, files
        self._touched = _Touched()

    @property
    def changed(self) -> Changed:
        """What was written so far."""
        return Changed(frozenset(self._touched.tables), frozenset(self._touched.items))

    def insert(self, table: str, **columns: Any) -> int:
        """Writes one row and gives its number.

        Raises:
            TypeError: a column that is not there or a value of another type; a record in a change without an act.
        """
        if self._is_hashed(table):
            return self._insert_hashed(table, columns)
        self._note(table, columns)
        return int(self._connection.execute(_insert_sql(table, tuple(columns)), tuple(columns.values())).lastrowid or 0)

    def insert_many(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Writes many rows of the same columns."""
        if self._is_hashed(table):
            for row in rows:
                self._insert_hashed(table, dict(zip(columns, row, strict=True)))
            return
        kept = rows if isinstance(rows, list) else list(rows)
        self._note_many(table, columns, kept)
        self._connection.executemany(_insert_sql(table, tuple(columns)), kept)

    def update(self, table: str, key: Mapping[str, Any], **columns: Any) -> None:
        """Changes rows of derived or local data; in a table of words only empties them, and only while sealing or erasing."""
        if self._is_hashed(table):
            self._empty(table, key, columns)
            return
        self._note(table, {**key, **columns})
        sets, where = ", ".join(f"{name} = ?" for name in columns), _where(key)
        self._connection.execute(f"UPDATE {table} SET {sets} WHERE {where}", (*columns.values(), *key.values()))

    def delete(self, table: str, **where: Any) -> None:
        """Removes rows of derived or local data, or of words while sealing or erasing."""
        if self._is_hashed(table):
            self._remove_words(table, where)
            return
        self._note(table, where)
        self._connection.execute(f"DELETE FROM {table} WHERE {_where(where)}", tuple(where.values()))

    def execute(self, sql: str, params: Parameters = (), *, items: Iterable[int] = ()) -> int:
        """Runs one writing statement on derived or local data; gives the number of rows. `items` are those it is about.

        Raises:
            TypeError: it writes what must be written by `insert`.
        """
        table = _WRITES.match(sql)
        if table is None or self._book.schema.kind(table[1]) not in UNHASHED:
            raise TypeError("only derived and local tables are written by execute")
        self._touched.tables.add(table[1])
        self._touched.items.update(items)
        return int(self._connection.execute(sql, params).rowcount)

    def rows(self, sql: str, params: Parameters = ()) -> list[tuple[Any, ...]]:
        """Reads within the change, what it wrote included."""
        return self._connection.execute(sql, params).fetchall()

    def one(self, sql: str, params: Parameters = ()) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._connection.execute(sql, params).fetchone()
        return row

    def value(self, sql: str, params: Parameters = ()) -> Any:
        row = self.one(sql, params)
        return None if row is None else row[0]

    def blob(self, data: bytes | BinaryIO | Stored) -> int:
        """Keeps an item's bytes and gives their number; great ones are stored before the change begins."""
        stored = self._files.take(data)
        self.insert("blob", id=stored.id, key=stored.key, size=stored.size, chunks=stored.chunks)
        if stored.inside is not None:
            self.insert("blob_inside", blob=stored.id, data=stored.inside)
        return stored.id

    def because(self, reason: str) -> None:
        """Keeps the reason that the person gave; it stands in a table of words, not in the log."""
        self.insert("act_reason", event=self.sequence, reason=reason)

    def settle(self) -> None:
        """Makes the blobs durable and counts the tables, just before the commit."""
        self._files.settle()
        if "table_counter" in self._book.schema.tables:
            self._connection.executemany(
                "INSERT INTO table_counter VALUES (?, 1) ON CONFLICT DO UPDATE SET counter = counter + 1",
                ((table,) for table in sorted(self._touched.tables)),
            )

    # --- how ------------------------------------------------------------------------------------------------------

    def _is_hashed(self, table: str) -> bool:
        kind = self._book.schema.kind(table)
        if kind is TableKind.LOG or (kind in HASHED and self.act is None):
            raise TypeError(f"{table} is written by an act alone")
        return kind in HASHED

    def _insert_hashed(self, table: str, given: Mapping[str, Any]) -> int:
        columns = self._columns(table)
        row = columns.whole(given)
        cursor = self._connection.execute(_insert_sql(table, tuple(row)), tuple(row.values()))
        if columns.rowid:
            row[columns.rowid] = cursor.lastrowid
        self.marks.add(table, columns.key_of(row), row)
        self._note(table, row)
        return int(cursor.lastrowid or 0)

    def _empty(self, table: str, key: Mapping[str, Any], columns: Mapping[str, Any]) -> None:
        if self._book.schema.kind(table) is not TableKind.WORDS or any(value is not None for value in columns.values()):
            raise TypeError(f"{table} is append-only")
        with self._emptying():
            sets = ", ".join(f"{name} = NULL" for name in columns)
            self._connection.execute(f"UPDATE {table} SET {sets} WHERE {_where(key)}", tuple(key.values()))
            self._mark_again(table, key)

    def _remove_words(self, table: str, where: Mapping[str, Any]) -> None:
        if self._book.schema.kind(table) is not TableKind.WORDS:
            raise TypeError(f"{table} is append-only")
        with self._emptying():
            gone = self._held(table, where)
            self._connection.execute(f"DELETE FROM {table} WHERE {_where(where)}", tuple(where.values()))
            for row in gone:
                self._forget_salts(table, row)
                self.marks.add(table, self._columns(table).key_of(row), None)
                self._note(table, row)

    def _mark_again(self, table: str, key: Mapping[str, Any]) -> None:
        for row in self._held(table, key):
            self._forget_salts(table, row)
            self.marks.add(table, self._columns(table).key_of(row), row)
            self._note(table, row)

    def _held(self, table: str, where: Mapping[str, Any]) -> list[dict[str, Any]]:
        names = tuple(self._columns(table).types)
        rows = self._connection.execute(
            f"SELECT {', '.join(names)} FROM {table} WHERE {_where(where)}", tuple(where.values())
        )
        return [dict(zip(names, row, strict=True)) for row in rows.fetchall()]

    def _forget_salts(self, table: str, row: Mapping[str, Any]) -> None:
        """Without its salt, the digest of what was emptied no longer tells a guess from the truth."""
        self._connection.execute(
            "UPDATE event_row SET salt = NULL WHERE tbl = ? AND row = ?", (table, self._columns(table).key_of(row))
        )

    def _emptying(self) -> "_Emptying":
        if self.act not in EMPTYING_ACTS:
            raise TypeError("words are emptied by sealing or erasing alone")
        return _Emptying(self._connection)

    def _columns(self, table: str) -> Columns:
        return self._book.columns(self._connection, table)

    def _note(self, table: str, row: Mapping[str, Any]) -> None:
        self._touched.tables.add(table)
        declared = self._book.schema.tables[table]
        if declared.way == "item" and isinstance(item := row.get(declared.column), int):
            self._touched.items.add(item)

    def _note_many(self, table: str, columns: Sequence[str], rows: list[Sequence[Any]]) -> None:
        self._touched.tables.add(table)
        declared = self._book.schema.tables[table]
        if declared.way == "item" and declared.column in columns:
            place = list(columns).index(declared.column)
            self._touched.items.update(row[place] for row in rows)


class _Emptying:
    """Lets the triggers permit the emptying of words for a moment."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        emptying_function(self._connection, allowed=True)

    def __exit__(self, *_: object) -> None:
        emptying_function(self._connection, allowed=False)


def _insert_sql(table: str, columns: tuple[str, ...]) -> str:
    if not columns:
        return f"INSERT INTO {table} DEFAULT VALUES"
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


def _where(key: Mapping[str, Any]) -> str:
    if not key:
        raise TypeError("which rows?")
    return " AND ".join(f"{name} IS ?" for name in key)
