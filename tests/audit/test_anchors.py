"""The workstation remembers where each log ended: a case that is behind, or another, is named (security.md, "The log")."""

from pathlib import Path

import pytest

from evidence_triage.audit import Anchors, Head
from evidence_triage.audit import anchors as room

CASE, NOW = bytes(16), "2026-03-01T10:00:00.000+00:00"


@pytest.fixture
def anchors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Anchors:
    monkeypatch.setenv("EVIDENCE_TRIAGE_STATE", str(tmp_path))
    return Anchors(CASE, "case")


def head(number: int) -> Head:
    return Head(number, bytes([number]) * 32)


def test_what_was_seen_is_remembered(anchors: Anchors) -> None:
    anchors.note(head(3), NOW)
    assert [(seen.sequence, seen.time) for seen in Anchors(CASE, "case").seen()] == [(3, NOW)]


def test_an_earlier_head_takes_nothing_back(anchors: Anchors) -> None:
    anchors.note(head(3), NOW)
    Anchors(CASE, "case").note(head(2), NOW)
    assert Anchors(CASE, "case").seen()[-1].sequence == 3


def test_the_last_ones_are_kept(anchors: Anchors) -> None:
    for number in range(1, 100):
        anchors.note(head(number), NOW)
    assert [seen.sequence for seen in anchors.seen()][-1] == 99
    assert len(anchors.seen()) == room.KEPT


def test_a_broken_file_is_as_good_as_none(anchors: Anchors, tmp_path: Path) -> None:
    anchors.note(head(1), NOW)
    for file in (tmp_path / "anchors").iterdir():
        file.write_text("not json")
    assert anchors.seen() == []


def test_only_heads_are_written_outside_the_case(anchors: Anchors, tmp_path: Path) -> None:
    anchors.note(head(1), NOW)
    (file,) = (tmp_path / "anchors").iterdir()
    assert file.read_text() == f'[[1, "{head(1).hash.hex()}", "{NOW}"]]'
