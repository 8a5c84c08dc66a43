"""A database with its chain of events: the case has two, one of the material and one of people."""

from dataclasses import dataclass, field
from pathlib import Path

from evidence_triage import data
from evidence_triage.audit import Anchors
from evidence_triage.store import CaseKeys, Columns, Connection, Database, Guard, Schema, columns_of, derived, schema_of

GUARDED = frozenset(
    {"item", "item_name", "content", "content_text", "ledger", "fact", "property", "item_party", "reading"}
)
PEOPLE, MATERIAL = b"people", b"case"
UNCOUNTED = frozenset({"item", "content", "ledger"})


@dataclass
class Book:
    """One chain and where it lies. `chain` is 16 bytes of case id, then the chain's name."""

    database: Database
    chain: bytes
    anchors: Anchors

    @property
    def is_people(self) -> bool:
        return self.chain.endswith(PEOPLE)

    _columns: dict[str, Columns] = field(default_factory=dict)

    @property
    def schema(self) -> Schema:
        return self.database.schema

    def columns(self, connection: Connection, table: str) -> Columns:
        """A table's columns, read once."""
        if table not in self._columns:
            self._columns[table] = columns_of(connection, table)
        return self._columns[table]


def people_database_key(people_key: bytes, case_id: bytes) -> bytes:
    """The key of `people.db`, from the people key."""
    return derived(people_key, case_id, "people database")


def lease_key(people_key: bytes, case_id: bytes) -> bytes:
    """What the lease is encrypted under."""
    return derived(people_key, case_id, "lease")


def people_book(path: Path, case_id: bytes, key: bytes) -> Book:
    """The database of people under its key."""
    database = Database(path, key, schema_of(data.people_schemas()))
    return Book(database, case_id + PEOPLE, Anchors(case_id, "people"))


def material_book(path: Path, case_id: bytes, keys: CaseKeys) -> Book:
    """The database of the material, behind its guard."""
    guard = Guard(data.views().read_text(encoding="utf-8"), GUARDED, UNCOUNTED)
    database = Database(path, keys.database, schema_of(data.schemas()), guard)
    return Book(database, case_id + MATERIAL, Anchors(case_id, "case"))
