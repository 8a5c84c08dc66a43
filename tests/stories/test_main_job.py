"""The main job as a disclosure officer does it: find, read, decide, take back, seal, hand over, verify."""

import json
from pathlib import Path

from tests.cases import triage
from tests.verbs import Officer


def test_from_a_question_to_a_verified_bundle(officer: Officer, tmp_path: Path) -> None:
    """R10, R25, R26."""
    chosen = [hit["item"] for hit in officer.searches("the marks were changed while somebody was out of the room")[:3]]
    officer.codes(*chosen, relevance="relevant", test="undermines", issue="Lot 4")
    assert {hit["item"] for hit in officer.searches("tag:relevant", mode="words")} == set(chosen)
    bundle = officer.exports("tag:relevant", tmp_path / "bundle")
    assert "Intact" in officer.verifies(bundle)
    assert "Intact" in officer.verifies(officer.case)


def test_what_was_decided_is_taken_back_as_a_new_decision(officer: Officer) -> None:
    """R10: nothing is overwritten; the history shows both."""
    item = officer.searches("from:osei subject:chair", mode="words")[0]["item"]
    officer.codes(item, relevance="relevant", test="assists")
    officer.undoes()
    history = officer.sees(item)[0]["history"]
    assert officer.searches("tag:assists", mode="words") == []
    assert len(history) >= 2


def test_what_is_sealed_is_gone_for_everyone_else(officer: Officer, tmp_path: Path) -> None:
    """R11: from lists, searches, counts and bundles, with its attachments and copies."""
    mail = officer.searches("from:raman subject:minutes", mode="words")[0]["item"]
    officer.codes(mail, relevance="relevant")
    before = officer.counts()["sealed"]
    officer.seals(mail)
    assert officer.counts()["sealed"] > before
    assert officer.searches("tag:relevant", mode="words") == []
    triage("show", officer.case, mail, code=1)
    assert "Intact" in officer.verifies(officer.case)


def test_what_assists_goes_to_the_defence_and_what_is_sensitive_does_not(officer: Officer, tmp_path: Path) -> None:
    """R20: without a named recipient the defence's rules hold, and nothing tells of what was held back."""
    assisting = officer.searches("from:osei subject:chair", mode="words")[0]["item"]
    sensitive = officer.searches("custard laminated")[0]["item"]
    officer.codes(assisting, relevance="relevant", test="assists")
    officer.codes(sensitive, relevance="relevant", sensitive="an informant's name")
    triage("export", officer.case, "--query", "tag:relevant", "--out", tmp_path / "bundle", "--families", "none")
    told = b"".join(path.read_bytes() for path in (tmp_path / "bundle").rglob("*") if path.is_file())
    assert b"informant" not in told
    assert b"ustard" not in told


def test_a_changed_case_says_what_is_wrong(officer: Officer) -> None:
    """R28: one flipped byte in a blob is found, and named."""
    blob = max((officer.case / "blobs").rglob("*"), key=lambda path: path.stat().st_size if path.is_file() else 0)
    content = bytearray(blob.read_bytes())
    content[len(content) // 2] ^= 1
    blob.write_bytes(content)
    triage("verify", officer.case, code=1)


def test_the_same_question_gives_the_same_list(officer: Officer) -> None:
    """R6."""
    first, second = (officer.searches("getting rid of a telephone") for _ in range(2))
    assert json.dumps(first) == json.dumps(second)
