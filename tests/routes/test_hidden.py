"""What is sealed or prohibited comes out of the case by no way (R11, R20, R34)."""

import shutil
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from evidence_triage import items, review, search
from evidence_triage.case import Case, adopt, create
from evidence_triage.disclosure import Families
from evidence_triage.errors import TriageError
from evidence_triage.export import preview
from evidence_triage.pipeline.control import Control
from evidence_triage.pipeline.run import add
from evidence_triage.privilege import seal
from evidence_triage.privilege.hide import hide
from evidence_triage.sandbox import Sandbox, open_sandbox
from evidence_triage.search import Engine
from evidence_triage.words import Mode, Role
from tests.routes.ways import MARKER, WAYS, Room, told

Read = tuple[Path, bytes]


def mail(number: int, subject: str, body: str, sender: str, attachment: str = "") -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "osei@example.test", subject
    message["Message-ID"], message["Date"] = f"<{number}@example.test>", f"Sun, 0{number} Mar 2026 10:00:00 +0000"
    message.set_content(body)
    if attachment:
        message.add_attachment(f"{MARKER} in it".encode(), maintype="text", subtype="plain", filename=attachment)
    return bytes(message)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with open_sandbox() as opened:
        yield opened


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """A case in which five things were read: a mail with an attachment, a copy of it, and a mail of nobody's concern."""
    folder = tmp_path_factory.mktemp("routes")
    source = folder / "src"
    source.mkdir()
    body = f"advice of the {MARKER} kind, at some length, so that it is more than a line"
    secret = mail(1, f"About the {MARKER}", body, f"{MARKER} Hale <{MARKER}@hale-law.test>", f"{MARKER}.txt")
    (source / f"{MARKER}.eml").write_bytes(secret)
    (source / "copy.eml").write_bytes(secret)
    (source / "lunch.eml").write_bytes(mail(2, "Lunch", "sandwiches at noon", "ward@example.test"))
    with create(folder / "case", title="T", person="Jo", role=Role.SUPERVISOR, passphrase="correct horse") as case:
        said: dict[str, Any] = {
            "paths": [str(source)],
            "exhibit": "ABC/1",
            "said": {},
            "storage": "copy",
            "until": "words",
        }
        add(case, said, Control(), lambda _: None)
        return folder / "case", case.handover()


def room(read: Read, folder: Path, sandbox: Sandbox) -> Room:
    case = adopt(Path(shutil.copytree(read[0], folder / "case")), read[1])
    (lunch,) = [int(row[0]) for row in case.reader().rows("SELECT id FROM visible_item WHERE path = 'src/lunch.eml'")]
    secret = [int(row[0]) for row in case.reader().rows("SELECT id FROM visible_item WHERE id <> ?", (lunch,))]
    return Room(case, Engine(case), secret, [lunch], sandbox, folder)


def prohibit(case: Case, secret: list[int]) -> None:
    with case.derive() as change:
        for item in secret:
            change.update("ledger", {"item": item}, hidden=2)


HIDING: dict[str, Callable[[Case, list[int]], object]] = {
    "hidden, and killed before it was taken out": lambda case, secret: hide(
        case, secret[:1], "suspected", by=case.member
    ),
    "sealed": lambda case, secret: seal(case, secret[:1], "suspected", by=case.member),
    "prohibited": prohibit,
}


@pytest.fixture(scope="module")
def open_room(read: Read, tmp_path_factory: pytest.TempPathFactory, sandbox: Sandbox) -> Iterator[Room]:
    made = room(read, tmp_path_factory.mktemp("open"), sandbox)
    yield made
    made.case.lock()


@pytest.fixture(scope="module", params=HIDING)
def closed_room(
    read: Read, tmp_path_factory: pytest.TempPathFactory, sandbox: Sandbox, request: pytest.FixtureRequest
) -> Iterator[Room]:
    made = room(read, tmp_path_factory.mktemp("closed"), sandbox)
    HIDING[request.param](made.case, made.secret)
    yield made
    made.case.lock()


@pytest.mark.parametrize("way", WAYS)
def test_the_way_shows_what_is_not_hidden(open_room: Room, way: str) -> None:
    assert MARKER in told(WAYS[way](open_room)).replace(f'"{MARKER}"', "")


@pytest.mark.parametrize("way", WAYS)
def test_the_way_shows_nothing_of_what_is(closed_room: Room, way: str) -> None:
    assert MARKER not in told(WAYS[way](closed_room))


def test_its_numbers_tell_nothing_either(closed_room: Room) -> None:
    reader, engine, (lunch,) = closed_room.case.reader(), closed_room.engine, closed_room.others
    assert [row.id for row in items.rows(reader, closed_room.everything)] == [lunch]
    assert [int(item) for item in engine.matching("*", mode=Mode.WORDS)] == [lunch]
    assert [(hit.item, hit.duplicates) for hit in engine.search("*").hits] == [(lunch, 0)]
    assert [hits.hits for hits in search.run_terms(engine, [f"{MARKER[:5]}*", MARKER])] == [0, 0]
    assert review.scope(reader, [lunch]) == review.Scope()
    for families in Families:
        assert [each.item for each in preview(closed_room.case, closed_room.everything, None, families).going] == [
            lunch
        ]


def test_nobody_opens_it_decides_about_it_or_keeps_a_draft(closed_room: Room) -> None:
    case, secret = closed_room.case, closed_room.secret
    with pytest.raises(TriageError):
        review.open_items(case, secret, by=case.member)
    with pytest.raises(TriageError):
        review.decide(case, secret, review.Draft(note="seen"), by=case.member)
    assert review.coding(case.reader(), secret) == {}
