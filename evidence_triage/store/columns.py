"""The columns of a table as the database knows them: what a whole row is, so that what is hashed is what is stored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from evidence_triage.store.engine import Connection

_TYPES: dict[str, type | tuple[type, ...]] = {
    "INTEGER": int,
    "TEXT": str,
    "BLOB": bytes,
    "REAL": float,
    "ANY": (int, str, bytes, float),
}


@dataclass(frozen=True)
class Columns:
    """Names in order with their types, defaults and the primary key; `rowid` is the column that is the row's number."""

    table: str
    types: dict[str, str]
    defaults: dict[str, Any]
    key: tuple[str, ...]
    rowid: str | None

    def whole(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The row as it will stand: given values and defaults, each of its column's very type.

        Raises:
            TypeError: a column that is not there, or a value the database would convert.
        """
        row = {**self.defaults, **given}
        for name, value in row.items():
            if name not in self.types:
                raise TypeError(f"{self.table} has no column {name}")
            if value is not None and not isinstance(value, _TYPES[self.types[name]]):
                raise TypeError(f"{self.table}.{name} is {self.types[name]}, not {type(value).__name__}")
        return row

    def key_of(self, row: Mapping[str, Any]) -> int | str:
        """A row's primary key as the log names it: a whole number, a text, or several joined by a line break."""
        if len(self.key) == 1 and isinstance(row[self.key[0]], int):
            return int(row[self.key[0]])
        return "\n".join(_text(row[name]) for name in self.key)


def _text(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)


def known_blobs(connection: Connection, tables: Iterable[str]) -> set[int]:
    """Every blob that lies in a file: those of the table `blob`, or of a column of that name in any other, save inside."""
    found = {int(row[0]) for row in connection.execute("SELECT id FROM blob")}
    for table in tables:
        if "blob" in columns_of(connection, table).types:
            found |= {int(row[0]) for row in connection.execute(f"SELECT blob FROM {table} WHERE blob IS NOT NULL")}
    return found - {int(row[0]) for row in connection.execute("SELECT blob FROM blob_inside")}


def columns_of(connection: Connection, table: str) -> Columns:
    """Reads a table's columns from the database."""
    information = connection.execute(f"PRAGMA table_info({table})").fetchall()
    types = {name: kind for _, name, kind, _, _, _ in information}
    defaults = {
        name: connection.execute(f"SELECT {default}").fetchone()[0]
        for _, name, _, _, default, _ in information
        if default is not None
    }
    ordered = sorted((place, name) for _, name, _, _, _, place in information if place)
    key = tuple(name for _, name in ordered)
    rowid = key[0] if len(key) == 1 and types[key[0]] == "INTEGER" else None
    return Columns(table, types, defaults, key, rowid)
