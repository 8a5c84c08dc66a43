"""The file a reader reads: bytes that can be sought in, a name that decides nothing."""

import io
import os
from functools import cached_property
from pathlib import PurePosixPath
from typing import BinaryIO

from evidence_triage.extract.encodings import Decoded, decode, guess
from evidence_triage.extract.unreadable import TooLarge

HEAD_BYTES = 64 << 10
WHOLE_BYTES = 512 << 20


class Source:
    """One file. `file` can be sought in and belongs to the caller; `size` in bytes; `name` is as found, a hint only."""

    def __init__(self, file: BinaryIO, name: str = "") -> None:
        self.file = file
        self.name = name
        self.size = file.seek(0, io.SEEK_END)
        self.rewind()

    @classmethod
    def of_descriptor(cls, fd: int, name: str = "") -> "Source":
        """The file behind a descriptor, which stays the caller's to close."""
        return cls(os.fdopen(fd, "rb", closefd=False), name)

    @classmethod
    def of_bytes(cls, data: bytes, name: str = "") -> "Source":
        return cls(io.BytesIO(data), name)

    @cached_property
    def head(self) -> bytes:
        """The first 64 KiB."""
        self.rewind()
        head = self.file.read(HEAD_BYTES)
        self.rewind()
        return head

    @cached_property
    def sample(self) -> Decoded | None:
        """The head as text, where it is text that can be told without guessing among old encodings."""
        return decode(self.head, whole=self.size <= len(self.head))

    @cached_property
    def guessed(self) -> Decoded:
        """The head as text by the most likely old encoding (compiled code: tell `native` first)."""
        return guess(self.head)

    @property
    def suffix(self) -> str:
        """The name's last suffix in lower case, with its dot."""
        return PurePosixPath(self.name.replace("\\", "/")).suffix.lower()

    def rewind(self) -> None:
        self.file.seek(0)

    def whole(self, limit: int = WHOLE_BYTES) -> bytes:
        """All bytes.

        Raises:
            TooLarge: the file has more bytes than `limit`.
        """
        if self.size > limit:
            raise TooLarge(f"more than {limit >> 20} MiB, too large to be read as a whole")
        self.rewind()
        return self.file.read()
