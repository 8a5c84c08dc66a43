"""A case is open on one machine at a time; on that machine by as many processes as like, and after crashes."""

import os
from pathlib import Path

import pytest

from evidence_triage.errors import OpenElsewhere
from evidence_triage.store import Lease
from evidence_triage.store import lease as room

KEY, NOW = b"k" * 32, "2026-03-01T10:00:00+00:00"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "lease"


def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "machine", lambda: ("other/02", "other"))


def test_this_machine_shares_it(path: Path) -> None:
    one, two = Lease.take(path, KEY, NOW), Lease.take(path, KEY, NOW)
    assert not one.alone()
    two.let_go()
    assert one.alone()


def test_another_machine_waits(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Lease.take(path, KEY, NOW)
    elsewhere(monkeypatch)
    descriptor = os.dup(os.open(path, os.O_RDWR))  # locks do not travel: over there, nothing is locked
    os.close(descriptor)
    with pytest.raises(OpenElsewhere, match="since 2026-03-01T10:00:00"):
        Lease.take(path, KEY, NOW)


def test_after_the_last_one_left_another_machine_opens(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = Lease.take(path, KEY, NOW), Lease.take(path, KEY, NOW)
    one.let_go()
    two.let_go()
    elsewhere(monkeypatch)
    Lease.take(path, KEY, NOW).let_go()


def crash(path: Path) -> None:
    child = os.fork()
    if child == 0:
        Lease.take(path, KEY, NOW)
        os._exit(9)
    os.waitpid(child, 0)


def test_after_a_crash_this_machine_goes_on(path: Path) -> None:
    crash(path)
    assert Lease.take(path, KEY, NOW).alone()


def test_after_a_crash_another_machine_takes_over_knowingly(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    crash(path)
    elsewhere(monkeypatch)
    with pytest.raises(OpenElsewhere):
        Lease.take(path, KEY, NOW)
    Lease.take(path, KEY, NOW, over=True).let_go()


def test_while_one_is_alone_nobody_gets_in(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "WAIT_SECONDS", 0.05)
    one = Lease.take(path, KEY, NOW)
    assert one.alone()
    with pytest.raises(room.Busy):
        Lease.take(path, KEY, NOW)
    one.share()
    Lease.take(path, KEY, NOW)


def test_the_machine_does_not_show_from_outside(path: Path) -> None:
    Lease.take(path, KEY, NOW)
    assert room.machine()[1].encode() not in path.read_bytes()
