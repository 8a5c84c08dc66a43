"""What is written stays as it was written; what is wrong with the file or the disk is said plainly."""

import threading
import time
from pathlib import Path

import pytest

from evidence_triage.errors import Busy, Damaged, DiskFull
from evidence_triage.store import Database, connect, copy_database, integrity_faults, make, opens
from evidence_triage.store import database as room
from evidence_triage.store.engine import DatabaseError
from evidence_triage.store.kinds import parse

KEY = b"k" * 32
SCHEMA = parse(
    """
-- kind: record
CREATE TABLE kept (id INTEGER PRIMARY KEY, a TEXT) STRICT;

-- kind: words, item: id
CREATE TABLE said (id INTEGER PRIMARY KEY, a TEXT) STRICT;

-- kind: derived
CREATE TABLE made (id INTEGER PRIMARY KEY, a BLOB) STRICT;
"""
)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    make(tmp_path / "x.db", KEY, SCHEMA, "case")
    return Database(tmp_path / "x.db", KEY, SCHEMA)


def write(database: Database, sql: str) -> None:
    with database.writing() as connection:
        connection.execute(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE kept SET a = 'other'",
        "DELETE FROM kept",
        "INSERT OR REPLACE INTO kept VALUES (1, 'other')",
        "UPDATE said SET a = NULL",
        "DELETE FROM said",
    ],
)
def test_records_and_words_cannot_be_changed(database: Database, sql: str) -> None:
    write(database, "INSERT INTO kept VALUES (1, 'first')")
    write(database, "INSERT INTO said VALUES (1, 'first')")
    with pytest.raises(DatabaseError, match="kept as it is"):
        write(database, sql)
    assert database.reader().rows("SELECT a FROM kept UNION ALL SELECT a FROM said") == [("first",), ("first",)]


def test_derived_tables_can(database: Database) -> None:
    write(database, "INSERT INTO made VALUES (1, x'01')")
    write(database, "DELETE FROM made")


def test_it_is_sqlcipher_with_full_durability(database: Database) -> None:
    reader = database.reader()
    assert str(reader.value("PRAGMA cipher_version")).startswith("4.")
    assert reader.value("PRAGMA journal_mode") == "wal"
    assert [
        reader.value(f"PRAGMA {name}") for name in ("synchronous", "temp_store", "secure_delete", "foreign_keys")
    ] == [2, 2, 1, 1]


def test_another_key_opens_nothing(database: Database) -> None:
    assert opens(database.path, KEY)
    assert not opens(database.path, b"x" * 32)
    with pytest.raises(Damaged):
        connect(database.path, b"x" * 32)


@pytest.mark.parametrize("place", [0.02, 0.4, 0.95])
def test_one_flipped_byte_is_found(database: Database, place: float) -> None:
    with database.writing() as connection:
        connection.executemany("INSERT INTO made VALUES (?, randomblob(3000))", ((n,) for n in range(50)))
    database.checkpoint()
    database.close()
    data = bytearray(database.path.read_bytes())
    data[int(len(data) * place)] ^= 1
    database.path.write_bytes(bytes(data))
    with pytest.raises(Damaged):  # noqa: PT012
        connection = connect(database.path, KEY)
        if integrity_faults(connection):
            raise Damaged(what="found by the check")


def test_a_rolled_back_transaction_leaves_nothing(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.writing() as connection:  # noqa: PT012
        connection.execute("INSERT INTO kept VALUES (1, 'first')")
        raise ZeroDivisionError
    assert database.reader().rows("SELECT * FROM kept") == []
    write(database, "INSERT INTO kept VALUES (1, 'second')")


def test_a_full_disk_is_said_and_loses_nothing(database: Database) -> None:
    write(database, "INSERT INTO kept VALUES (1, 'first')")
    with pytest.raises(DiskFull), database.writing() as connection:  # noqa: PT012
        connection.execute("PRAGMA max_page_count = 20")
        connection.executemany("INSERT INTO made VALUES (?, randomblob(3000))", ((n,) for n in range(100)))
    assert database.reader().rows("SELECT * FROM kept") == [(1, "first")]
    with database.writing() as connection:
        connection.execute("PRAGMA max_page_count = 1000000")
        connection.execute("INSERT INTO kept VALUES (2, 'second')")


def test_each_thread_has_its_own_reader(database: Database) -> None:
    readers = [database.reader()]
    thread = threading.Thread(target=lambda: readers.append(database.reader()))
    thread.start()
    thread.join()
    assert readers[0] is not readers[1]
    assert readers[0] is database.reader()


def test_closing_closes_the_readers_of_every_thread(database: Database) -> None:
    started, closed, failed = threading.Event(), threading.Event(), []

    def work() -> None:
        reader = database.reader()
        started.set()
        closed.wait(5)
        try:
            reader.rows("SELECT 1")
        except DatabaseError:
            failed.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    started.wait(5)
    database.close()
    closed.set()
    thread.join()
    assert failed


def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises(DatabaseError):
        database.reader().rows("INSERT INTO made VALUES (1, x'01')")


def test_a_short_write_slips_in_between_the_many_of_a_long_job(database: Database) -> None:
    """Coding goes on at full speed while intake runs, from another process as from another thread."""
    other, stop, waits = Database(database.path, KEY, SCHEMA), threading.Event(), []

    def long_job() -> None:
        number = 0
        while not stop.is_set():
            with other.writing() as connection:
                connection.execute("INSERT INTO made VALUES (?, randomblob(1000))", (number,))
                time.sleep(0.02)
            number += 1
            time.sleep(0.005)

    thread = threading.Thread(target=long_job)
    thread.start()
    for number in range(10):
        begun = time.monotonic()
        write(database, f"INSERT INTO kept VALUES ({number}, 'coded')")
        waits.append(time.monotonic() - begun)
    stop.set()
    thread.join()
    assert sorted(waits)[len(waits) // 2] < 0.2


def test_who_waits_too_long_is_told(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "WRITE_WAIT_SECONDS", 0.05)
    other = Database(database.path, KEY, SCHEMA)
    with other.writing(), pytest.raises(Busy):
        write(database, "INSERT INTO kept VALUES (1, 'first')")


def test_a_copy_under_another_key_is_the_same(database: Database, tmp_path: Path) -> None:
    write(database, "INSERT INTO kept VALUES (7, 'first')")
    copy_database(database.path, KEY, tmp_path / "y.db", b"y" * 32)
    copied, original = connect(tmp_path / "y.db", b"y" * 32), database.reader()
    assert copied.execute("SELECT * FROM kept").fetchall() == [(7, "first")]
    names = "SELECT type, name, sql FROM sqlite_master ORDER BY name"
    assert copied.execute(names).fetchall() == original.rows(names)
    assert copied.execute("PRAGMA user_version").fetchone() == (original.value("PRAGMA user_version"),)
