"""Killed anywhere, the work goes on where it stopped, and ends as if nothing had happened."""

import hashlib
import random
from pathlib import Path

from evidence_triage.case import Case, create, open_case
from evidence_triage.pipeline import jobs
from evidence_triage.status import status
from evidence_triage.words import Role

KILLS = 30


def params(material: Path) -> dict[str, object]:
    return {"paths": [str(material)], "exhibit": "ABC/1", "said": {}, "storage": "copy", "tell_every": 0}


def content_of(case: Case) -> dict[str, object]:
    """What the case holds, by path: nothing that differs from run to run (numbers of items, times)."""
    reader = case.unguarded()
    items = reader.rows(
        """SELECT n.path, c.sha256, l.state, l.reason, l.no_text, f.kind, f.title, f.date, f.attachments,
                  p.path, t.text, (SELECT count(*) FROM passage WHERE passage.content = l.content),
                  (SELECT blob IS NOT NULL FROM content_blob AS b WHERE b.content = l.content)
             FROM ledger AS l JOIN item AS i ON i.id = l.item JOIN item_name AS n ON n.item = i.id
             JOIN fact AS f ON f.item = i.id LEFT JOIN content AS c ON c.id = l.content
             LEFT JOIN content_text AS t ON t.content = l.content LEFT JOIN item_name AS p ON p.item = f.family"""
    )
    inputs = reader.rows("SELECT key, full FROM embedder_input")
    words = reader.rows("SELECT rowid FROM item_fts WHERE item_fts MATCH 'tender OR panel OR message OR deepest'")
    return {"items": sorted(items, key=repr), "inputs": sorted(inputs), "words": len(words)}


def test_thirty_kills_end_with_the_same_case_content(tmp_path: Path, material: Path) -> None:
    whole = create(tmp_path / "whole", title="T", person="Jo", role=Role.SUPERVISOR, passphrase="x")
    jobs.start(whole, "add", params(material)).result()
    killed = create(tmp_path / "killed", title="T", person="Jo", role=Role.SUPERVISOR, passphrase="x")
    chance = random.Random(20260301)
    for _ in range(KILLS):
        running = jobs.start(killed, "add", params(material))
        lines = running.lines()
        for _ in range(chance.randint(1, 6)):
            if "done" in next(lines, {"done": True}):
                break
        running.kill()
    killed.lock()
    killed = open_case(tmp_path / "killed", "x")
    jobs.start(killed, "add", params(material)).result()
    assert content_of(killed) == content_of(whole)
    assert status(killed) == status(whole)
    assert blobs_on_disk(killed) == blobs_on_disk(whole)


def blobs_on_disk(case: Case) -> int:
    """Files under blobs/ that the database knows."""
    return int(case.unguarded().value("SELECT count(*) FROM blob"))


def test_a_case_is_the_same_however_often_it_is_read(tmp_path: Path, material: Path) -> None:
    """The yardstick of the test above must itself hold still."""
    digests = set()
    for name in ("one", "two"):
        case = create(tmp_path / name, title="T", person="Jo", role=Role.SUPERVISOR, passphrase="x")
        jobs.start(case, "add", params(material)).result()
        digests.add(hashlib.sha256(repr(content_of(case)).encode()).hexdigest())
    assert len(digests) == 1
