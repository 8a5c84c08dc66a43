"""What is sealed shows nowhere: not in rows, text, words, vectors, names, nor in the bytes on the disk (R11)."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from evidence_triage.case import Case, create
from evidence_triage.errors import NoSuchItem
from evidence_triage.items import detail, sources
from evidence_triage.pipeline import run
from evidence_triage.pipeline.control import Control
from evidence_triage.privilege import Ground, scope, seal
from evidence_triage.status import ledger, status
from evidence_triage.words import Role

MARKER = "zebrafinch"
LINES = [f"{1 + n // 60:02}/03/2026, {10 + n // 60}:{n % 60:02} - Mo: message number {n}" for n in range(100)]
CHAT = "\n".join([*LINES, "31/03/2026, 10:00 - Mo: end"])


def mail(subject: str, body: str, sender: str = "ward@example.test", reference: str | None = None) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "osei@example.test", subject
    message["Message-ID"], message["Date"] = (
        f"<{abs(hash(subject + body))}@example.test>",
        "Sun, 01 Mar 2026 10:00:00 +0000",
    )
    if reference:
        message["References"] = reference
    message.set_content(body)
    message.add_attachment(f"{MARKER} attached".encode(), maintype="text", subtype="plain", filename=f"{MARKER}.txt")
    return bytes(message)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return create(tmp_path / "case", title="T", person="Jo", role=Role.SUPERVISOR, passphrase="x")


@pytest.fixture
def material(tmp_path: Path) -> Path:
    folder = tmp_path / "src"
    folder.mkdir()
    (folder / f"{MARKER}.eml").write_bytes(
        mail(f"About the {MARKER}", f"advice of the {MARKER} kind", "r.hale@hale-law.test")
    )
    (folder / "copy.eml").write_bytes((folder / f"{MARKER}.eml").read_bytes())
    plain = EmailMessage()
    plain["From"], plain["Subject"] = "a@example.test", "Lunch"
    plain.set_content("sandwiches at noon")
    (folder / "lunch.eml").write_bytes(bytes(plain))
    return folder


def add(case: Case, folder: Path, **said: str) -> None:
    params = {"paths": [str(folder)], "exhibit": "ABC/1", "said": said, "storage": "copy"}
    run.add(case, params, Control(), lambda _: None)


def item_at(case: Case, path: str) -> int:
    return next(entry.item for entry in ledger(case, everything=True) if entry.path == path)


def traces(case: Case) -> list[str]:
    """Every table, and every file of the case decrypted as far as the case's own keys go, that still holds the marker."""
    reader = case.unguarded()
    tables = [
        name
        for (name,) in reader.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'item_fts%'")
    ]
    found = []
    for table in tables:
        rows = reader.rows(f"SELECT * FROM {table}")
        found += [table for row in rows if any(MARKER.encode() in _bytes(value).lower() for value in row)]
    blocks = reader.rows("SELECT block FROM item_fts_data")
    found += ["item_fts"] * sum(MARKER[:5].encode() in bytes(block) for (block,) in blocks)
    for (blob,) in reader.rows("SELECT id FROM blob"):
        with case.blobs.open_blob(blob) as file:
            found += ["blob"] * (MARKER.encode() in file.read())
    return sorted(set(found))


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


def test_sealing_leaves_no_trace_but_in_the_sources_own_words(case: Case, material: Path) -> None:
    add(case, material)
    assert {"content_text", "item_name", "fact", "item_fts", "blob"} <= set(traces(case)), (
        "the marker must be there before"
    )
    found = seal(case, [item_at(case, f"src/{MARKER}.eml")], "looks like a solicitor", by=case.member)
    assert len(found.items) == 4, "the mail, its copy, and the attachment of each"
    assert traces(case) == []
    counts = status(case)
    assert counts.sealed == 4 and counts.adds_up
    assert [entry.state for entry in ledger(case, everything=True)].count("sealed") == 4


def test_a_sealed_item_is_as_if_it_were_not_there(case: Case, material: Path) -> None:
    add(case, material)
    item = item_at(case, "src/copy.eml")
    seal(case, [item], "suspected", by=case.member)
    with pytest.raises(NoSuchItem):
        detail(case.reader(), item)
    assert case.reader().value("SELECT count(*) FROM visible_item") == 1


def test_the_screen_seals_before_anything_is_seen(case: Case, material: Path) -> None:
    add(case, material, screen="hale-law.test\n")
    assert traces(case) == []
    assert status(case).sealed == 4
    assert case.reader().rows("SELECT path FROM visible_item") == [("src/lunch.eml",)]


def test_a_later_copy_is_born_sealed(case: Case, material: Path, tmp_path: Path) -> None:
    add(case, material)
    seal(case, [item_at(case, "src/copy.eml")], "suspected", by=case.member)
    later = tmp_path / "later"
    later.mkdir()
    (later / "again.eml").write_bytes((material / "copy.eml").read_bytes())
    add(case, later)
    assert status(case).sealed == 6
    assert not case.reader().rows("SELECT path FROM visible_item WHERE path LIKE 'later/%'")


def test_a_message_takes_twenty_on_either_side(case: Case, tmp_path: Path) -> None:
    (tmp_path / "WhatsApp Chat with Li.txt").write_text(CHAT)
    add(case, tmp_path / "WhatsApp Chat with Li.txt")
    reader = case.unguarded()
    middle = reader.value(
        "SELECT i.id FROM item AS i JOIN ledger AS l ON l.item = i.id WHERE i.place = 'message' AND i.ordinal = 50"
    )
    found = scope(reader, [middle], Ground.PERSON)
    assert found.count(Ground.PERSON) == 1 and found.count(Ground.NEIGHBOUR) == 40


def test_who_seals_is_told_what_goes_with_it_before_it_is_done(case: Case, material: Path) -> None:
    add(case, material)
    found = scope(case.unguarded(), [item_at(case, "src/copy.eml")], Ground.PERSON)
    assert len(found.items) == 4 and found.count(Ground.PERSON) == 1
    assert status(case).sealed == 0


def test_sources_stay_on_record(case: Case, material: Path) -> None:
    add(case, material)
    seal(case, [item_at(case, "src/copy.eml")], "suspected", by=case.member)
    (source,) = sources(case.reader())
    assert source.exhibit == "ABC/1" and source.items == 5
