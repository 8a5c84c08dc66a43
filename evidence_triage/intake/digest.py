"""The three hashes of a file (R1), taken in one pass of the bytes that are then kept and read."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

CHUNK_BYTES = 1 << 20


class _Hash(Protocol):
    def update(self, data: bytes, /) -> None: ...
    def digest(self) -> bytes: ...


@dataclass(frozen=True)
class Digest:
    """MD5 and SHA-1 for comparing with others' lists, SHA-256 for identity; `size` in bytes."""

    sha256: bytes
    sha1: bytes | None
    md5: bytes | None
    size: int


@dataclass
class Digesting:
    """Takes bytes as they pass and gives their digest at the end."""

    size: int = 0
    _hashes: tuple[_Hash, _Hash, _Hash] = field(
        default_factory=lambda: (
            hashlib.sha256(),
            hashlib.sha1(usedforsecurity=False),
            hashlib.md5(usedforsecurity=False),
        )
    )

    def update(self, data: bytes) -> None:
        for each in self._hashes:
            each.update(data)
        self.size += len(data)

    def digest(self) -> Digest:
        sha256, sha1, md5 = (each.digest() for each in self._hashes)
        return Digest(sha256, sha1, md5, self.size)


def of_bytes(data: bytes) -> Digest:
    """The digest of bytes in memory."""
    digesting = Digesting()
    digesting.update(data)
    return digesting.digest()


def chunks(descriptor: int) -> Iterator[bytes]:
    """The bytes of an open file from where it stands, a mebibyte at a time."""
    while chunk := os.read(descriptor, CHUNK_BYTES):
        yield chunk
