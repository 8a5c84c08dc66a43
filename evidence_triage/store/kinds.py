"""The kinds of tables, as declared on the line above each CREATE TABLE: `-- kind: KIND[, WAY: COLUMN]`.

record: append-only, hashed in events. words: people's text; may be emptied by seal or erasure. derived: can be made
again, never hashed. local: drafts, jobs, state of the window. log: the events themselves. WAY names what the table
leads to (item, content, source, ...) and COLUMN by which column; sealing, erasing and verifying go over kinds alone.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path


class TableKind(StrEnum):
    RECORD = "record"
    WORDS = "words"
    DERIVED = "derived"
    LOCAL = "local"
    LOG = "log"


HASHED = frozenset({TableKind.RECORD, TableKind.WORDS})
UNHASHED = frozenset({TableKind.DERIVED, TableKind.LOCAL})

_DECLARED = re.compile(r"^-- kind: (\w+)(?:, (\w+): (\w+))?\s*\nCREATE (?:VIRTUAL )?TABLE (\w+)", re.MULTILINE)
_MADE = re.compile(r"^CREATE (?:VIRTUAL )?TABLE (\w+)", re.MULTILINE)
_FULL_TEXT = re.compile(r"^CREATE VIRTUAL TABLE (\w+) USING fts5", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Table:
    """One declared table. `way` and `column` are empty where nothing of an item or content can be reached."""

    name: str
    kind: TableKind
    way: str = ""
    column: str = ""


@dataclass(frozen=True)
class Schema:
    """The tables of one database and the SQL that makes them."""

    sql: str
    tables: dict[str, Table]

    def of_kind(self, *kinds: TableKind) -> Iterator[Table]:
        """The tables of these kinds, in the order in which they are made."""
        return (table for table in self.tables.values() if table.kind in kinds)

    def full_text(self) -> list[str]:
        """The tables of full text."""
        return _FULL_TEXT.findall(self.sql)

    def kind(self, table: str) -> TableKind:
        """The kind of a table.

        Raises:
            KeyError: no such table is declared.
        """
        return self.tables[table].kind


def parse(sql: str) -> Schema:
    """A schema from its text.

    Raises:
        ValueError: a table without a kind, or with an unknown one.
    """
    tables = {
        name: Table(name, TableKind(kind), way or "", column or "")
        for kind, way, column, name in _DECLARED.findall(sql)
    }
    bare = set(_MADE.findall(sql)) - set(tables)
    if bare:
        raise ValueError(f"tables without a kind: {', '.join(sorted(bare))}")
    return Schema(sql, tables)


@cache
def _from_files(paths: tuple[Path, ...]) -> Schema:
    return parse("\n".join(path.read_text(encoding="utf-8") for path in paths))


def schema_of(paths: Iterable[Path]) -> Schema:
    """The schema in these files, in their order."""
    return _from_files(tuple(paths))
