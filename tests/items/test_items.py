"""Rows by the page, an item opened, a source with its counts: always through what a member may see."""

import os
from pathlib import Path

import pytest

from evidence_triage.case import open_case
from evidence_triage.cli.demo import SAMPLE_PASSPHRASE
from evidence_triage.errors import NoSuchItem
from evidence_triage.items import detail, members, original, rows, sources, thread
from evidence_triage.items.source import located


def test_rows_come_in_the_order_asked_for_and_only_those_that_may_be_seen(sample_case: Path) -> None:
    with open_case(sample_case, SAMPLE_PASSPHRASE) as case:
        reader = case.reader()
        sealed = case.unguarded().value("SELECT item FROM ledger WHERE hidden = 1")
        seen = [number for (number,) in reader.rows("SELECT id FROM visible_item ORDER BY id DESC LIMIT 5")]
        assert [row.id for row in rows(reader, [seen[3], sealed, seen[0], 10**9])] == [seen[3], seen[0]]


def test_what_is_sealed_and_what_is_not_there_are_told_alike(sample_case: Path) -> None:
    with open_case(sample_case, SAMPLE_PASSPHRASE) as case:
        sealed = case.unguarded().value("SELECT item FROM ledger WHERE hidden = 1")
        said = []
        for item in (sealed, 10**9):
            with pytest.raises(NoSuchItem) as error:
                detail(case.reader(), item)
            said.append(str(error.value).replace(str(item), "N"))
            with pytest.raises(NoSuchItem):
                original(case, item)
        assert said[0] == said[1]


def test_the_bytes_of_every_visible_item_are_those_that_were_hashed(sample_case: Path) -> None:
    import hashlib

    with open_case(sample_case, SAMPLE_PASSPHRASE) as case:
        reader, checked = case.reader(), 0
        for (item,) in reader.rows("SELECT id FROM visible_item WHERE kind <> 'message'"):
            file = original(case, item)
            if file is not None:
                with file:
                    assert hashlib.sha256(file.read()).hexdigest() == detail(reader, item).sha256
                checked += 1
        assert checked > 100


def test_a_source_tells_its_counts_and_how_many_are_sealed(sample_case: Path) -> None:
    with open_case(sample_case, SAMPLE_PASSPHRASE) as case:
        found = sources(case.reader())
        assert {source.exhibit for source in found} == {"ABC/1", "ABC/2", "ABC/3", "ABC/9"}
        assert sum(source.items for source in found) == case.unguarded().value("SELECT count(*) FROM ledger")
        assert sum(source.sealed for source in found) == 2


def test_a_container_gives_its_members_and_a_mail_its_thread(sample_case: Path) -> None:
    with open_case(sample_case, SAMPLE_PASSPHRASE) as case:
        reader = case.reader()
        box = reader.value("SELECT id FROM visible_item WHERE kind = 'mailbox' LIMIT 1")
        assert len(members(reader, box, 1000)) > 1
        answered = reader.value(
            "SELECT min(id) FROM visible_item WHERE thread IS NOT NULL GROUP BY thread HAVING count(*) > 2"
        )
        assert len(thread(reader, answered)) > 2


def test_a_path_leads_back_to_bytes_that_were_no_text(tmp_path: Path) -> None:
    name = b"caf\xe9.txt"
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).touch()
    (tmp_path / "plain\\xe9.txt").touch()
    root = str(tmp_path)
    assert located(root, rf"{tmp_path.name}/caf\xe9.txt").endswith(name)
    assert located(root, rf"{tmp_path.name}/plain\xe9.txt").endswith(rb"plain\xe9.txt")
