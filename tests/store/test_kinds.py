"""Every table has a kind, in the schema and in the database that is made from it."""

from pathlib import Path

import pytest

from evidence_triage import data
from evidence_triage.store import Schema, TableKind, connect, make, schema_of
from evidence_triage.store.kinds import parse

KEY = bytes(32)


@pytest.mark.parametrize(("name", "paths"), [("case", data.schemas()), ("people", data.people_schemas())])
def test_every_table_of_a_database_is_declared(name: str, paths: list[Path], tmp_path: Path) -> None:
    schema = schema_of(paths)
    make(tmp_path / "x.db", KEY, schema, name)
    connection = connect(tmp_path / "x.db", KEY)
    made = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    beside = {
        f"{table}_{part}" for table in schema.full_text() for part in ("data", "idx", "docsize", "config", "content")
    }
    assert made - beside == set(schema.tables)


@pytest.mark.parametrize("paths", [data.schemas(), data.people_schemas()])
def test_the_column_that_leads_on_is_there(paths: list[Path], tmp_path: Path) -> None:
    schema = schema_of(paths)
    make(tmp_path / "x.db", KEY, schema, "case")
    connection = connect(tmp_path / "x.db", KEY)
    for table in schema.tables.values():
        columns = {row[1] for row in connection.execute(f"PRAGMA table_info({table.name})")} | {"rowid"}
        assert not table.column or table.column in columns, table


@pytest.mark.parametrize("paths", [data.schemas(), data.people_schemas()])
def test_what_is_hashed_is_strict_and_has_a_key(paths: list[Path], tmp_path: Path) -> None:
    schema = schema_of(paths)
    make(tmp_path / "x.db", KEY, schema, "case")
    connection = connect(tmp_path / "x.db", KEY)
    strict = {row[1] for row in connection.execute("PRAGMA table_list") if row[5]}
    for table in schema.of_kind(TableKind.RECORD, TableKind.WORDS):
        assert table.name in strict
        assert any(row[5] for row in connection.execute(f"PRAGMA table_info({table.name})")), table


def test_a_table_without_a_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="bare"):
        parse("-- kind: record\nCREATE TABLE kept (id INTEGER);\n\nCREATE TABLE bare (id INTEGER);\n")


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="odd"):
        parse("-- kind: odd\nCREATE TABLE t (id INTEGER);\n")


def test_the_way_to_the_item_is_read() -> None:
    schema: Schema = parse("-- kind: words, item: it\nCREATE TABLE t (it INTEGER);\n")
    assert (schema.tables["t"].way, schema.tables["t"].column) == ("item", "it")
