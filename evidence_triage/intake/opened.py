"""The bytes of one thing to be read, hashed as they are taken, read-only, and known not to have changed meanwhile (R1)."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, cast

from evidence_triage.intake.digest import Digest, Digesting, chunks, of_bytes
from evidence_triage.words import Reason

IN_MEMORY_BYTES = 64 << 20
TRIES = 3


class Unopened(Exception):
    """The bytes could not be had; `reason` goes into the ledger, `detail` is the system's word."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True)
class Opened:
    """`data` where the bytes are held in memory, else `file`, an open descriptor of the original."""

    digest: Digest
    data: bytes | None
    file: BinaryIO | None

    @property
    def body(self) -> bytes | BinaryIO:
        """The bytes for reading: in memory, or the file from its start."""
        if self.data is not None:
            return self.data
        assert self.file is not None
        self.file.seek(0)
        return self.file


@contextmanager
def open_original(location: bytes) -> Iterator[Opened]:
    """Opens a file of a source, never to write, and hashes what is read from it.

    Raises:
        Unopened: it vanished, may not be read, or kept changing while it was read.
    """
    try:
        descriptor = os.open(location, os.O_RDONLY | _flags())
    except OSError as error:
        raise Unopened(Reason.VANISHED, error.strerror or "cannot be opened") from error
    with os.fdopen(descriptor, "rb") as file:
        yield _steady(file)


def _flags() -> int:
    """Follows no link, changes no controlling terminal; names that a system lacks count as nothing."""
    return sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NOCTTY", "O_CLOEXEC", "O_BINARY"))


def _steady(file: BinaryIO) -> Opened:
    """The bytes of one moment: read again where size or time changed meanwhile."""
    for _ in range(TRIES):
        before = os.fstat(file.fileno())
        opened = _taken(file, before.st_size)
        after = os.fstat(file.fileno())
        if (before.st_size, before.st_mtime_ns) == (
            after.st_size,
            after.st_mtime_ns,
        ) and opened.digest.size == after.st_size:
            return opened
    raise Unopened(Reason.READER_FAILED, "the file kept changing while it was read")


def _taken(file: BinaryIO, size: int) -> Opened:
    try:
        file.seek(0)
        if size <= IN_MEMORY_BYTES:
            data = b"".join(chunks(file.fileno()))
            return Opened(of_bytes(data), data, None)
        digesting = Digesting()
        for chunk in chunks(file.fileno()):
            digesting.update(chunk)
        return Opened(digesting.digest(), None, file)
    except OSError as error:
        raise Unopened(Reason.VANISHED, error.strerror or "cannot be read") from error


class Spool:
    """The bytes of a child as they come out of the sandbox: in memory while small, else in an unnamed file in memory.

    Temporary files never touch the disk (tmpfs or an anonymous file), so nothing of the material is left behind.
    """

    def __init__(self, limit: int) -> None:
        self._digesting = Digesting()
        self._parts: list[bytes] = []
        self._file: BinaryIO | None = None
        self._limit = limit
        self.overflowed = False

    def write(self, chunk: bytes) -> None:
        """Takes a chunk; beyond the limit it keeps none of the rest and says so."""
        if self._digesting.size + len(chunk) > self._limit:
            self.overflowed = True
            return
        self._digesting.update(chunk)
        if self._file is None and self._digesting.size > IN_MEMORY_BYTES:
            self._file = _in_memory_file()
            self._file.writelines(self._parts)
            self._parts = []
        if self._file is None:
            self._parts.append(chunk)
        else:
            self._file.write(chunk)

    def opened(self) -> Opened:
        """What was taken, with its digest."""
        if self._file is None:
            return Opened(self._digesting.digest(), b"".join(self._parts), None)
        self._file.flush()
        return Opened(self._digesting.digest(), None, self._file)


def _in_memory_file() -> BinaryIO:
    if sys.platform == "linux":
        return os.fdopen(os.memfd_create("spool", os.MFD_CLOEXEC), "w+b")
    return cast("BinaryIO", tempfile.TemporaryFile())  # lives as long as the spool
