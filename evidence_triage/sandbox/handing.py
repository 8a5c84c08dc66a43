"""How a file gets to a parser process: as one descriptor that can only be read, with a position of its own.

A real file is opened once more for reading. Bytes, and streams that are no real files (decrypted blobs), are copied
into memory that is then sealed; where a system has no such memory, into a file without a name.
"""

import io
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

MEMORY_FILE_BYTES = 1 << 30
_COPY_BYTES = 1 << 20

File = BinaryIO | int | bytes


class TooLargeToHand(Exception):
    """A stream that is no real file and does not fit into memory."""


@contextmanager
def handed(file: File) -> Iterator[int]:
    """The file as a descriptor for one request, at its start; closed at the end.

    Raises:
        TooLargeToHand: a stream of more than `MEMORY_FILE_BYTES`.
    """
    fd = _descriptor(file)
    try:
        yield fd
    finally:
        os.close(fd)


def _descriptor(file: File) -> int:
    if isinstance(file, int):
        return _once_more(file)
    if isinstance(file, (bytes, bytearray, memoryview)):
        return _in_memory(io.BytesIO(file))
    raw = getattr(file, "raw", file)
    if isinstance(raw, io.FileIO):
        return _once_more(raw.fileno())
    return _in_memory(file)


def _once_more(fd: int) -> int:
    """The same file with a position of its own, for reading only."""
    if sys.platform == "linux":
        return os.open(f"/proc/self/fd/{fd}", os.O_RDONLY | os.O_CLOEXEC)
    return _in_memory(os.fdopen(os.dup(fd), "rb"))


def _in_memory(source: BinaryIO) -> int:
    """A copy that no name leads to and nobody can change."""
    source.seek(0)
    fd = _memory()
    try:
        with os.fdopen(os.dup(fd), "wb") as copy:
            _copied(source, copy)
        os.lseek(fd, 0, os.SEEK_SET)
        return _sealed(fd)
    except BaseException:
        os.close(fd)
        raise


def _copied(source: BinaryIO, copy: BinaryIO) -> None:
    left = MEMORY_FILE_BYTES
    while piece := source.read(_COPY_BYTES):
        left -= len(piece)
        if left < 0:
            raise TooLargeToHand
        copy.write(piece)


def _memory() -> int:
    if sys.platform == "linux":
        return os.memfd_create("file", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())


def _sealed(fd: int) -> int:
    if sys.platform == "linux":
        import fcntl

        fcntl.fcntl(
            fd, fcntl.F_ADD_SEALS, fcntl.F_SEAL_WRITE | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_SEAL
        )
    return fd
