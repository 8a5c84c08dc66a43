"""Originals are opened read-only, hashed as they are read, and are those of one moment (R1)."""

import hashlib
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from evidence_triage.intake import opened as room
from evidence_triage.intake.opened import Spool, Unopened, open_original
from evidence_triage.words import Reason


def test_all_three_hashes_are_of_what_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"evidence" * 1000)
    with open_original(os.fsencode(tmp_path / "a")) as original:
        data = b"evidence" * 1000
        assert original.data == data
        assert original.digest.sha256 == hashlib.sha256(data).digest()
        assert original.digest.sha1 == hashlib.sha1(data).digest() and original.digest.md5 == hashlib.md5(data).digest()


def test_a_great_file_is_hashed_without_being_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "IN_MEMORY_BYTES", 100)
    (tmp_path / "a").write_bytes(b"x" * 5000)
    with open_original(os.fsencode(tmp_path / "a")) as original:
        assert original.data is None and original.digest.size == 5000
        body = original.body
        assert not isinstance(body, bytes) and body.read() == b"x" * 5000


def test_reading_leaves_the_original_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"evidence")
    file.chmod(0o400)
    before = file.stat()
    with open_original(os.fsencode(file)):
        pass
    after = file.stat()
    assert (before.st_mtime_ns, before.st_mode, before.st_size) == (after.st_mtime_ns, after.st_mode, after.st_size)


@contextmanager
def always_changing(file: Path) -> Iterator[None]:
    """A file that somebody writes to without end."""
    over = threading.Event()

    def write() -> None:
        with file.open("ab") as growing:
            while not over.is_set():
                growing.write(b"more")
                growing.flush()

    thread = threading.Thread(target=write)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def test_a_file_that_keeps_changing_is_not_read_as_if_it_stood_still(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"x" * (8 << 20))
    with always_changing(file), pytest.raises(Unopened) as said, open_original(os.fsencode(file)):
        pass
    assert said.value.reason is Reason.READER_FAILED


def test_a_link_put_in_the_files_place_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    (tmp_path / "a").symlink_to(tmp_path / "secret")
    with pytest.raises(Unopened), open_original(os.fsencode(tmp_path / "a")):
        pass


def test_a_great_child_is_spooled_in_memory_and_comes_back_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "IN_MEMORY_BYTES", 10)
    spool = Spool(limit=1000)
    for _ in range(50):
        spool.write(b"0123456789")
    opened = spool.opened()
    body = opened.body
    assert not isinstance(body, bytes) and body.read() == b"0123456789" * 50
    assert opened.digest.sha256 == hashlib.sha256(b"0123456789" * 50).digest()
