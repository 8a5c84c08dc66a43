"""A migrated database is the same as a fresh one, and one from a later version is left alone."""

from pathlib import Path

import pytest

from evidence_triage.errors import NewerFormat
from evidence_triage.store import Connection, connect, make, migrate
from evidence_triage.store.kinds import parse
from evidence_triage.store.migrating import latest

KEY = b"k" * 32
FIRST = "-- kind: record\nCREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT) STRICT;\n"
SECOND = (
    "-- kind: record\nCREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT) STRICT;\nCREATE INDEX t_b ON t (b);\n"
)


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "0002_b.sql").write_text("ALTER TABLE t ADD COLUMN b TEXT;\nCREATE INDEX t_b ON t (b);\n")
    return tmp_path


def shape(connection: Connection) -> set[tuple[str, ...]]:
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    columns = {
        (table, *map(str, row[1:])) for table in tables for row in connection.execute(f"PRAGMA table_info({table})")
    }
    rest = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE type <> 'table'")
    return columns | {(kind, name, " ".join((sql or "").split())) for kind, name, sql in rest}


def made(path: Path, sql: str) -> Connection:
    make(path, KEY, parse(sql), "case")
    return connect(path, KEY)


def test_migrated_is_fresh(tmp_path: Path, scripts: Path) -> None:
    old, fresh = made(tmp_path / "old.db", FIRST), made(tmp_path / "fresh.db", SECOND)
    assert migrate(old, "case", scripts) == [2]
    assert shape(old) == shape(fresh)
    assert old.execute("PRAGMA user_version").fetchone() == (2,)
    assert migrate(old, "case", scripts) == []


def test_a_script_that_fails_leaves_the_database_as_it_was(tmp_path: Path, scripts: Path) -> None:
    (scripts / "case" / "0002_b.sql").write_text("ALTER TABLE t ADD COLUMN b TEXT;\nCREATE INDEX t_b ON nothing (b);\n")
    old = made(tmp_path / "old.db", FIRST)
    before = shape(old)
    with pytest.raises(Exception, match="nothing"):
        migrate(old, "case", scripts)
    assert shape(old) == before
    assert old.execute("PRAGMA user_version").fetchone() == (1,)


def test_a_later_version_is_left_alone(tmp_path: Path) -> None:
    old = made(tmp_path / "old.db", FIRST)
    old.execute("PRAGMA user_version = 99")
    with pytest.raises(NewerFormat, match="format 99"):
        migrate(old, "case")


@pytest.mark.parametrize("name", ["case", "people"])
def test_numbers_begin_with_one(name: str) -> None:
    assert latest(name) >= 1
