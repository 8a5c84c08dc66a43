"""From a folder to items that can be found: nothing lost, nothing twice, the ledger always adding up (R1 to R5)."""

import os
from pathlib import Path

from evidence_triage.case import Case
from evidence_triage.intake import find, register
from evidence_triage.items import Continuity, conversation, detail, family
from evidence_triage.pipeline import run
from evidence_triage.pipeline.control import Control
from evidence_triage.status import ledger, status
from tests.pipeline.conftest import mail, zipped


def add(case: Case, *paths: Path, **params: object) -> dict[str, object]:
    """Adds the paths to their end, by words alone."""
    given = {
        "paths": [str(path) for path in paths],
        "exhibit": "ABC/1",
        "said": {},
        "storage": "copy",
        "until": "words",
    }
    return run.add(case, given | params, Control(), lambda _: None)


def by_path(case: Case) -> dict[str, int]:
    return {entry.path: entry.item for entry in ledger(case, everything=True) if entry.path}


def test_everything_found_is_in_the_ledger_which_adds_up(case: Case, material: Path) -> None:
    add(case, material)
    counts, paths = status(case), by_path(case)
    assert counts.adds_up and counts.waiting == 0
    assert {"src/0.eml", "src/outer.zip!/inner.zip!/deep.txt", "src/t.tar.gz!/b.txt", "src/box.mbox!/30"} <= set(paths)
    assert sum(path.startswith("src/WhatsApp Chat with Li.txt!/") for path in paths) == 40
    assert sum(counts.unreadable.values()) == 1, "the damaged document, and nothing else"


def test_the_same_source_twice_adds_nothing(case: Case, material: Path) -> None:
    add(case, material)
    before = by_path(case)
    assert add(case, material)["new"] == 0
    assert by_path(case) == before


def test_what_was_added_since_is_found_the_second_time(case: Case, material: Path) -> None:
    add(case, material)
    (material / "later.txt").write_text("came later")
    assert add(case, material)["new"] == 1


def test_copies_share_content_and_stand_in_each_others_sight(case: Case, material: Path) -> None:
    add(case, material)
    paths, reader = by_path(case), case.reader()
    one, copy = detail(reader, paths["src/1.eml"]), detail(reader, paths["src/copy of 1.eml"])
    assert one.content == copy.content and one.text == copy.text and copy.row.title == "Lot 1"
    assert copy.row.copies == 1
    assert len(family(reader, copy.row.id)) == 2, "its attachment is found in the copy too"


def test_a_message_stands_among_its_neighbours(case: Case, material: Path) -> None:
    add(case, material)
    paths = by_path(case)
    items = [item for path, item in sorted(paths.items()) if "WhatsApp" in path and "!/" in path]
    middle = next(item for item in items if detail(case.reader(), item).text == "message number 20")
    stretch = conversation(case.reader(), middle, around=5)
    texts = [detail(case.reader(), item).text for item in stretch.items]
    assert texts == [f"message number {n}" for n in range(15, 26)]
    assert stretch.before == 15 and stretch.after == 14


def test_equal_messages_are_two_items_but_two_exports_of_one_chat_are_copies(case: Case, tmp_path: Path) -> None:
    chat = "01/03/2026, 10:00 - Mo: ok\n01/03/2026, 10:00 - Mo: ok\n01/03/2026, 10:01 - Li: fine\n13/03/2026, 10:01 - Li: bye\n"
    for folder in ("one", "two"):
        (tmp_path / "src" / folder).mkdir(parents=True)
        (tmp_path / "src" / folder / "WhatsApp Chat with Li.txt").write_text(chat)
    add(case, tmp_path / "src")
    rows = [detail(case.reader(), item).row for path, item in by_path(case).items() if ".txt!/" in path]
    assert len(rows) == 8 and all(row.copies == 1 for row in rows)


def test_names_of_any_bytes_are_read_again_from_the_ledger(case: Case, tmp_path: Path) -> None:
    source = tmp_path / "src"
    source.mkdir()
    for name in (b"caf\xe9.txt", b"line\nbreak.txt", b"x" * 251 + b".txt", rb"back\xe9slash.txt"):
        Path(os.fsdecode(os.fsencode(source) + b"/" + name)).write_bytes(b"words of " + name[:4])
    add(case, source)
    assert status(case).readable == 4


def test_a_link_is_named_and_never_opened(case: Case, tmp_path: Path) -> None:
    source = tmp_path / "src"
    source.mkdir()
    (source / "loop").symlink_to(source)
    add(case, source)
    (entry,) = ledger(case)
    assert entry.reason == "special"


def test_a_file_that_vanishes_before_it_is_read_is_in_the_ledger(case: Case, tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    for name in ("here.txt", "gone.txt"):
        (tmp_path / "src" / name).write_text(name)
    ((source, location),) = register(case, [tmp_path / "src"], "ABC/1", Continuity())
    find(case, source, location, lambda: True)
    (tmp_path / "src" / "gone.txt").unlink()
    run.embed(case, {}, Control(), lambda _: None)
    assert [(entry.path, entry.reason) for entry in ledger(case)] == [("src/gone.txt", "vanished")]
    assert status(case).readable == 1


def test_deep_nesting_costs_one_item_its_text_and_nothing_else(case: Case, tmp_path: Path) -> None:
    data = b"the bottom"
    for n in range(20):
        data = zipped({f"level{n}.zip" if n else "bottom.txt": data, "beside.txt": b"beside %d" % n})
    (tmp_path / "deep.zip").write_bytes(data)
    add(case, tmp_path / "deep.zip")
    counts = status(case)
    assert counts.unreadable == {"too-large": 2} and counts.adds_up


def test_a_thread_is_kept_together(case: Case, tmp_path: Path) -> None:
    from evidence_triage.items import thread

    source = tmp_path / "src"
    source.mkdir()
    (source / "1.eml").write_bytes(bytes(mail(1, "first")))
    (source / "2.eml").write_bytes(bytes(mail(2, "second", reply_to=1)))
    add(case, source)
    assert len(thread(case.reader(), by_path(case)["src/2.eml"])) == 2


def test_the_scope_leaves_out_and_says_so(case: Case, material: Path) -> None:
    add(case, material, said={"scope": "kinds = ['email']\nfrom = 2026-03-01\nto = 2026-03-31"})
    counts = status(case)
    assert counts.adds_up and counts.out_of_scope > 40
    assert not case.unguarded().value("SELECT count(*) FROM content_text WHERE text LIKE '%message number%'")


def test_what_is_referenced_stays_where_it_is_and_is_still_shown(case: Case, material: Path) -> None:
    from evidence_triage.items import original

    add(case, material, storage="reference")
    item, inside = by_path(case)["src/1.eml"], by_path(case)["src/1.eml!/1/scores.csv"]
    assert not case.unguarded().value(
        "SELECT 1 FROM content_blob AS b JOIN ledger AS l USING (content) WHERE l.item = ?", (item,)
    )
    shown, taken_out = original(case, item), original(case, inside)
    assert shown is not None and shown.read() == (material / "1.eml").read_bytes()
    assert taken_out is not None and taken_out.read().strip() == b"score;1"
    (material / "1.eml").unlink()
    assert original(case, item) is None
