"""A small case of one's own, made once and copied; and ways to meddle with it from outside."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from evidence_triage.case import Case, add_person, create, make_recovery_keys, open_case
from evidence_triage.store import Connection, connect
from evidence_triage.words import Act, Role

SUPERVISOR, DETECTIVE, ADMINISTRATOR, REVIEWER = "Jo Bloggs", "Di Tective", "Ad Min", "Rev Iewer"
PASSPHRASES = {SUPERVISOR: "correct horse", DETECTIVE: "battery", ADMINISTRATOR: "staple", REVIEWER: "tr0ubador"}
RECOVERY = make_recovery_keys()
MARKERS = ("MARKERtitle", "MARKERtext", "MARKERname", "MARKERreason")
BLOB = b"MARKERblob" * 20_000


@pytest.fixture(autouse=True)
def _little_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passphrases cost next to nothing here; what they cost in earnest is tested in tests/store."""
    little_work(monkeypatch)


def little_work(patch: pytest.MonkeyPatch) -> None:
    """Makes slots cheap to open, for as long as the patch lasts."""
    patch.setattr("evidence_triage.store.slots.MEMORY_KIB", 64)
    patch.setattr("evidence_triage.store.slots.ITERATIONS", 1)


@pytest.fixture(scope="session")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with four people, an item, a small and a great blob, and words; its state folder beside it."""
    root = tmp_path_factory.mktemp("template")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EVIDENCE_TRIAGE_STATE", str(root / "state"))
        little_work(patch)
        made = create(
            root / "case",
            title="MARKERtitle",
            person=SUPERVISOR,
            role=Role.SUPERVISOR,
            passphrase=PASSPHRASES[SUPERVISOR],
            recovery_key=RECOVERY.public.encode(),
        )
        add_person(made, DETECTIVE, Role.DETECTIVE, PASSPHRASES[DETECTIVE])
        key = RECOVERY.privilege.encode()
        add_person(made, REVIEWER, Role.PRIVILEGE_REVIEWER, PASSPHRASES[REVIEWER], privilege_recovery=key)
        add_person(made, ADMINISTRATOR, Role.ADMINISTRATOR, PASSPHRASES[ADMINISTRATOR])
        fill(made)
        made.lock()
    return root


def fill(case: Case) -> None:
    """One source, two items (one hidden), two blobs."""
    with case.change(Act.ADD_SOURCE, by=case.member) as change:
        source = change.insert("source", exhibit="ABC/1", place_key=b"p", storage="copy", time=change.time)
        change.insert("source_words", source=source, location="/nowhere", description="MARKERreason")
        for number, data in enumerate((b"MARKERblob", BLOB)):
            content = change.insert("content", sha256=bytes([number]) * 32, size=len(data))
            item = change.insert(
                "item", source=source, place="file", ordinal=number, path_key=bytes([number]), time=change.time
            )
            change.insert("item_name", item=item, path=f"MARKERname/{number}", name="MARKERname")
            change.insert("content_text", content=content, text="MARKERtext")
            change.insert("reading", item=item, content=content, state="readable", time=change.time)
            change.blob(data)


@pytest.fixture
def folder(_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the case for this test alone, with what the workstation knows of it."""
    shutil.copytree(_template / "state", tmp_path / "state")
    monkeypatch.setenv("EVIDENCE_TRIAGE_STATE", str(tmp_path / "state"))
    return Path(shutil.copytree(_template / "case", tmp_path / "case"))


Open = Callable[..., Case]


@pytest.fixture
def enter(folder: Path) -> Iterator[Open]:
    """Opens the case as somebody, and locks it at the end."""
    opened = []

    def enter(
        person: str = SUPERVISOR, passphrase: str = "", *, accept_gap: str | None = None, at: Path = folder
    ) -> Case:
        opened.append(open_case(at, passphrase or PASSPHRASES[person], person, accept_gap=accept_gap))
        return opened[-1]

    yield enter
    for case in opened:
        case.lock()


@pytest.fixture
def case(enter: Open) -> Case:
    """The case, open as its supervisor."""
    return enter()


def meddle(case: Case, *sql: str, people: bool = False) -> None:
    """Writes to a database as somebody with its key and without the program would."""
    book, key = (case.people, case.held.people_database) if people else (case.material, case.held.keys.database)
    connection: Connection = connect(book.database.path, key)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("PRAGMA foreign_keys = OFF")
    for statement in sql:
        assert connection.execute(statement).rowcount != 0, statement
    connection.close()
