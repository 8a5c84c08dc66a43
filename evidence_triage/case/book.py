"""A database with its chain of events: the case has two, one of the material and one of people."""

from dataclasses import dataclass, field

from evidence_triage.audit import Anchors
from evidence_triage.store import Columns, Connection, Database, Schema, columns_of


@dataclass
class Book:
    """One chain and where it lies. `chain` is 16 bytes of case id, then the chain's name."""

    database: Database
    chain: bytes
    anchors: Anchors
    _columns: dict[str, Columns] = field(default_factory=dict)

    @property
    def schema(self) -> Schema:
        return self.database.schema

    def columns(self, connection: Connection, table: str) -> Columns:
        """A table's columns, read once."""
        if table not in self._columns:
            self._columns[table] = columns_of(connection, table)
        return self._columns[table]


def chain_name(case_id: bytes, name: str) -> bytes:
    """What the events of one chain of one case are bound to."""
    return case_id + name.encode()
