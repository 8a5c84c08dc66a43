"""A file reaches a parser as one descriptor: readable only, at its start, with a position of its own."""

import gzip
import io
import os
import sys
from pathlib import Path

import pytest

from evidence_triage.sandbox import handing
from evidence_triage.sandbox.handing import TooLargeToHand, handed


def test_a_real_file_is_handed_on_for_reading_only(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"hello")
    with path.open("r+b") as file:
        file.seek(3)
        with handed(file) as fd:
            assert os.read(fd, 10) == b"hello"
            if sys.platform == "linux":
                with pytest.raises(OSError, match="Bad file descriptor"):
                    os.write(fd, b"x")
        assert file.tell() == 3


def test_bytes_are_handed_on_sealed() -> None:
    with handed(b"hello") as fd:
        assert os.read(fd, 10) == b"hello"
        if sys.platform == "linux":
            with pytest.raises(PermissionError):
                os.write(fd, b"x")
            with pytest.raises(PermissionError):
                os.ftruncate(fd, 0)


def test_a_stream_over_a_file_is_what_it_gives_not_what_lies_below(tmp_path: Path) -> None:
    """gzip, like a decrypting stream, has a `fileno`, and it leads to the packed bytes."""
    path = tmp_path / "file.gz"
    path.write_bytes(gzip.compress(b"plain"))
    with gzip.open(path) as file, handed(file) as fd:  # type: ignore[arg-type]
        assert os.read(fd, 10) == b"plain"


def test_a_stream_is_read_from_its_start() -> None:
    stream = io.BytesIO(b"hello")
    stream.seek(3)
    with handed(stream) as fd:
        assert os.read(fd, 10) == b"hello"


def test_a_stream_beyond_memory_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handing, "MEMORY_FILE_BYTES", 10)
    with pytest.raises(TooLargeToHand), handed(io.BytesIO(b"x" * 11)):
        pass
    with handed(io.BytesIO(b"x" * 10)) as fd:
        assert len(os.read(fd, 100)) == 10


def test_nothing_stays_open() -> None:
    before = len(list(Path("/dev/fd").iterdir()))
    for _ in range(20):
        with handed(b"x"):
            pass
    assert len(list(Path("/dev/fd").iterdir())) == before
