"""The one door for every change: what it writes is what the log says, and what it may not write it refuses."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from evidence_triage.case import Case, Changed, check_case
from evidence_triage.errors import NotAllowed
from evidence_triage.verify import row_digest
from evidence_triage.words import Act
from tests.case.conftest import BLOB, DETECTIVE, Open, meddle


def test_what_changed_is_told(case: Case) -> None:
    with case.change(Act.CODE, by=case.member) as change:
        change.insert("reading", item=1, state="readable", time=change.time)
        change.insert_many("ledger", ("item", "source", "state"), [(1, 1, "readable"), (2, 1, "waiting")])
    assert change.changed == Changed(frozenset({"reading", "ledger"}), frozenset({1, 2}))


def test_other_processes_hear_of_it(case: Case, enter: Open) -> None:
    other = enter(DETECTIVE)
    version, counters = other.data_version(), other.counters()
    with case.change(Act.CODE, by=case.member) as change:
        change.insert("reading", item=1, state="readable", time=change.time)
    assert other.data_version() != version
    assert other.counters()["reading"] == counters["reading"] + 1


def test_every_row_is_digested_with_its_defaults(case: Case) -> None:
    with case.change(Act.CODE, by=case.member) as change:
        row = change.insert("reading", item=1, state="readable", time=change.time)
    salt, digest = (
        case.unguarded().one("SELECT salt, digest FROM event_row WHERE tbl = 'reading' AND row = ?", (row,)) or ()
    )
    held = {"id": row, "item": 1, "state": "readable", "rung": "", "time": change.time}
    assert digest == row_digest(salt, "reading", held)


def test_nothing_stays_of_a_change_that_fails(case: Case, folder: Path) -> None:
    before = case.unguarded().value("SELECT max(sequence) FROM event")
    files = {path for path in (folder / "blobs").rglob("*") if path.is_file()}
    with pytest.raises(ZeroDivisionError), case.change(Act.CODE, by=case.member) as change:  # noqa: PT012
        change.insert("reading", item=1, state="readable", time=change.time)
        change.blob(BLOB)
        raise ZeroDivisionError
    assert case.unguarded().value("SELECT max(sequence) FROM event") == before
    assert {path for path in (folder / "blobs").rglob("*") if path.is_file()} == files
    assert check_case(case).fault is None


@pytest.mark.parametrize(
    "write",
    [
        lambda change: change.update("source", {"id": 1}, exhibit="other"),
        lambda change: change.update("source_words", {"source": 1}, description="other"),
        lambda change: change.update("source_words", {"source": 1}, description=None),
        lambda change: change.delete("source", id=1),
        lambda change: change.delete("source_words", source=1),
        lambda change: change.delete("ledger"),
        lambda change: change.execute("DELETE FROM item"),
        lambda change: change.execute("INSERT INTO source (exhibit) VALUES ('x')"),
        lambda change: change.execute("WITH x AS (SELECT 1) INSERT INTO source SELECT * FROM x"),
        lambda change: change.execute("DROP TABLE ledger"),
        lambda change: change.insert("event", sequence=99),
        lambda change: change.insert("reading", item="1", state="readable", time=change.time),
        lambda change: change.insert("reading", item=1, state="readable", time=change.time, nothing=1),
    ],
)
def test_what_must_not_be_written_is_refused(case: Case, write: object) -> None:
    with pytest.raises(TypeError), case.change(Act.CODE, by=case.member) as change:
        write(change)  # type: ignore[operator]
    assert check_case(case).fault is None


def test_derived_data_needs_no_event_and_nothing_else_goes_without(case: Case) -> None:
    before = case.unguarded().value("SELECT max(sequence) FROM event")
    with case.derive() as change:
        change.insert("ledger", item=1, source=1, state="waiting")
        change.execute("UPDATE ledger SET state = 'readable' WHERE item = ?", (1,))
    assert case.unguarded().value("SELECT max(sequence) FROM event") == before
    with pytest.raises(TypeError), case.derive() as change:
        change.insert("reading", item=1, state="readable", time=change.time)


def test_words_are_emptied_by_sealing_and_the_log_says_so(case: Case) -> None:
    with case.change(Act.SEAL, by=case.member) as change:
        change.update("source_words", {"source": 1}, description=None, location=None)
        change.delete("item_name", item=1)
    salts = case.unguarded().rows("SELECT salt FROM event_row WHERE tbl = 'source_words' ORDER BY event")
    assert salts[0] == (None,)
    assert salts[1] != (None,)
    report = check_case(case)
    assert (report.fault, report.emptied) == (None, 2)


def test_words_that_come_back_after_sealing_are_named(case: Case) -> None:
    with case.change(Act.SEAL, by=case.member) as change:
        change.update("source_words", {"source": 1}, description=None, location=None)
        change.delete("item_name", item=1)
    meddle(case, "UPDATE source_words SET description = 'back'")
    assert "a row of source_words" in (check_case(case).fault or "intact")


def test_a_refusal_is_on_record(case: Case) -> None:
    with pytest.raises(NotAllowed, match="decide-privilege"), case.change(Act.DECIDE_PRIVILEGE, by=case.member):
        pass
    assert case.unguarded().rows("SELECT act, person FROM refusal") == [("decide-privilege", 1)]
    assert check_case(case).fault is None


def test_nobody_acts_in_anothers_name(case: Case) -> None:
    other = case.members()[1]
    with pytest.raises(ValueError, match="open as"), case.change(Act.CODE, by=other):
        pass


def test_a_change_inside_a_change_is_a_mistake(case: Case) -> None:
    with case.change(Act.CODE, by=case.member), pytest.raises(RuntimeError), case.change(Act.CODE, by=case.member):
        pass


def test_what_is_keyed_is_told_apart_and_stays(case: Case, enter: Open) -> None:
    assert case.keyed("path", "ab", "c") != case.keyed("path", "a", "bc")
    assert case.keyed("path", "a") != case.keyed("name", "a")
    assert case.keyed("path", b"a") == enter(DETECTIVE).keyed("path", "a")


def test_a_blob_stored_before_the_change_is_taken_in(case: Case) -> None:
    stored = case.blobs.store(BLOB)
    with case.change(Act.READ, by=case.member) as change:
        number = change.blob(stored)
    assert case.blobs.open_blob(number).read() == BLOB
    spare = case.blobs.store(BLOB)
    case.blobs.discard(spare)
    with pytest.raises(KeyError):
        case.blobs.open_blob(spare.id)


def test_a_hundred_rows_cost_little_beyond_their_inserts(case: Case) -> None:
    """15 ms on an idle machine; three times that here, where everything else runs too."""
    spent = []
    for _ in range(5):
        begun = time.perf_counter()
        with case.change(Act.READ, by=case.member) as change:
            for ordinal in range(100):
                change.insert(
                    "item", source=1, place="file", ordinal=ordinal, path_key=os.urandom(32), time=change.time
                )
        spent.append(time.perf_counter() - begun)
    assert min(spent) < 0.045


KILLED = """
import os, sys
from evidence_triage.case import adopt
from evidence_triage.words import Act
case = adopt(sys.argv[1], sys.stdin.buffer.read())
for n in range(1000):
    with case.change(Act.READ, by=case.member) as change:
        change.insert("reading", item=1, state="readable", time=change.time)
        change.blob(b"x" * 100_000)
        print(n, flush=True)
"""


@pytest.mark.parametrize("at", [0, 7])
def test_killed_in_a_change_the_case_is_whole(case: Case, folder: Path, at: int) -> None:
    child = subprocess.Popen([sys.executable, "-c", KILLED, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(case.handover())
    child.stdin.close()
    while child.stdout.readline().strip() != str(at).encode():
        pass
    child.kill()
    child.wait()
    report = check_case(case)
    assert report.fault is None
    rows = case.unguarded().value("SELECT count(*) FROM reading")
    assert rows in (2 + at, 3 + at)
