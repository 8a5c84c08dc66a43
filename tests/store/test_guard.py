"""No query of an ordinary reader reaches what lies behind the views, whatever it calls itself."""

from pathlib import Path

import pytest

from evidence_triage.store import Database, Guard, Reader, make
from evidence_triage.store.engine import DatabaseError
from evidence_triage.store.kinds import parse

KEY = b"k" * 32
SCHEMA = parse(
    """
-- kind: record
CREATE TABLE item (id INTEGER PRIMARY KEY, text TEXT, hidden INTEGER) STRICT;

-- kind: derived
CREATE TABLE name (item INTEGER PRIMARY KEY, name TEXT) STRICT;

-- kind: derived
CREATE TABLE note (item INTEGER, note TEXT) STRICT;
"""
)
VIEWS = """
CREATE TEMP VIEW visible_item AS
SELECT i.id, i.text, n.name FROM main.item AS i JOIN main.name AS n ON n.item = i.id WHERE i.hidden = 0;
"""


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    make(tmp_path / "x.db", KEY, SCHEMA, "case")
    database = Database(tmp_path / "x.db", KEY, SCHEMA, Guard(VIEWS, frozenset({"item", "name"}), frozenset({"item"})))
    with database.writing() as connection:
        connection.execute("INSERT INTO item VALUES (1, 'open', 0), (2, 'SEALED', 1)")
        connection.execute("INSERT INTO name VALUES (1, 'one'), (2, 'TWO')")
        connection.execute("INSERT INTO note VALUES (1, 'a'), (2, 'b')")
    return database.guarded()


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT id, text, name FROM visible_item",
        "SELECT v.id, n.note FROM visible_item AS v JOIN note AS n ON n.item = v.id",
        "WITH seen AS (SELECT * FROM visible_item) SELECT * FROM seen",
        "SELECT id FROM visible_item WHERE id IN (SELECT item FROM note)",
    ],
)
def test_what_is_visible_is_read(reader: Reader, sql: str) -> None:
    rows = reader.rows(sql)
    assert len(rows) == 1
    assert rows[0][0] == 1


def test_counting_what_is_visible(reader: Reader) -> None:
    assert reader.value("SELECT count(*) FROM visible_item") == 1


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM item",
        "SELECT count(*) FROM item",
        "SELECT 1 FROM item",
        "SELECT rowid FROM main.item",
        "SELECT name FROM name",
        "SELECT n.note FROM note AS n JOIN item AS i ON i.id = n.item",
        "SELECT note FROM note WHERE EXISTS (SELECT 1 FROM item WHERE id = 2)",
        "WITH visible_item AS (SELECT * FROM item) SELECT * FROM visible_item",
        "SELECT * FROM (SELECT * FROM item) AS visible_item",
        "SELECT (SELECT max(text) FROM item) FROM visible_item",
        "SELECT id FROM visible_item UNION SELECT id FROM item",
        "SELECT sql FROM sqlite_master",
        "SELECT name FROM sqlite_temp_master",
        "CREATE TEMP VIEW visible_item_2 AS SELECT * FROM item",
        "CREATE VIEW mine AS SELECT * FROM item",
        "CREATE TEMP TABLE mine AS SELECT * FROM item",
        "DROP VIEW visible_item",
        "ATTACH DATABASE ':memory:' AS other",
        "PRAGMA query_only = OFF",
        "PRAGMA table_info(item)",
        "INSERT INTO note VALUES (3, 'c')",
        "DELETE FROM note",
        "UPDATE item SET hidden = 0",
    ],
)
def test_everything_else_is_refused(reader: Reader, sql: str) -> None:
    with pytest.raises(DatabaseError):
        reader.rows(sql)
    assert reader.value("SELECT count(*) FROM visible_item") == 1
