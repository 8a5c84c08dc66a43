"""Bytes outside the database: encrypted files under keyed names, read and written a chunk at a time.

AES-256-GCM in chunks of at most 1 MiB under a random key a blob; each chunk is bound to case, blob, number, whether it
is the last, and the format, so that a blob swapped, cut, joined or brought back does not decrypt.
"""

import hashlib
import hmac
import io
import os
import secrets
import shutil
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from evidence_triage.errors import Damaged
from evidence_triage.store.keys import CaseKeys, random_key
from evidence_triage.store.system import flush

CHUNK = 1 << 20
INSIDE_BYTES = 1 << 16  # a mailbox of 6,000 mails would cost 6,000 files, each flushed to the disk by itself
TAG = 16
FORMAT = b"evidence-triage blob 1"
ID_BITS = 62


@dataclass(frozen=True, slots=True)
class Stored:
    """A blob that was encrypted; it counts once its row is committed. A small one is `inside` the database, no file."""

    id: int
    key: bytes
    size: int
    chunks: int
    inside: bytes | None = None


class BlobFolder:
    """The folder `blobs/` of one case."""

    def __init__(self, root: Path, case_id: bytes, keys: CaseKeys) -> None:
        self.root = root
        self._case = case_id
        self._keys = keys

    def path(self, blob_id: int) -> Path:
        """Where a blob lies: a keyed name that tells nothing of it."""
        name = hmac.digest(self._keys.name, b"blob" + blob_id.to_bytes(8, "big"), hashlib.sha256).hex()[:40]
        return self.root / name[:2] / name

    def store(self, data: bytes | BinaryIO) -> Stored:
        """Encrypts a blob under a new random id and key; a file is durable after `settle`."""
        blob_id, key = secrets.randbits(ID_BITS), random_key()
        if isinstance(data, bytes) and len(data) <= INSIDE_BYTES:
            inside = AESGCM(key).encrypt(_nonce(0), data, self._bound(blob_id, 0, True))
            return Stored(blob_id, aes_key_wrap(self._keys.blob, key), len(data), 1, inside)
        path = self.path(blob_id)
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            size, chunks = self._write(path, blob_id, AESGCM(key), data)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return Stored(blob_id, aes_key_wrap(self._keys.blob, key), size, chunks)

    def _write(self, path: Path, blob_id: int, cipher: AESGCM, data: bytes | BinaryIO) -> tuple[int, int]:
        """Writes the chunks; gives the bytes of content and how many chunks."""
        size = chunks = 0
        with path.open("xb") as file:
            for number, (chunk, last) in enumerate(_chunks(data)):
                file.write(cipher.encrypt(_nonce(number), chunk, self._bound(blob_id, number, last)))
                size, chunks = size + len(chunk), number + 1
        return size, chunks

    def settle(self, blob_ids: list[int]) -> None:
        """Makes written blobs durable, their folders too; called before the commit that names them."""
        paths = [self.path(blob_id) for blob_id in blob_ids]
        for path in paths:
            flush(path)
        for folder in {path.parent for path in paths} | {self.root}:
            flush(folder)

    def remove(self, blob_id: int) -> None:
        self.path(blob_id).unlink(missing_ok=True)

    def rewrapped(self, stored: Stored, keys: CaseKeys) -> bytes:
        """The blob's key as it is wrapped under other keys of the case."""
        return aes_key_wrap(keys.blob, self.file_key(stored))

    def link(self, blob_id: int, target: "BlobFolder") -> None:
        """Gives a blob its name in another folder, or under other keys in this one; one that has it already is left."""
        old, new = self.path(blob_id), target.path(blob_id)
        new.parent.mkdir(parents=True, exist_ok=True)
        if new.exists():
            return
        try:
            os.link(old, new)
        except OSError:
            part = new.with_suffix(".part")
            shutil.copyfile(old, part)
            os.replace(part, new)

    def sweep(self, known: Iterable[int]) -> int:
        """Removes files that are no known blob's (left by a kill or a rotation); gives how many."""
        names = {self.path(blob_id).name for blob_id in known}
        strangers = [path for path in self.root.glob("*/*") if path.name not in names]
        for path in strangers:
            path.unlink(missing_ok=True)
        return len(strangers)

    def reader(self, stored: Stored) -> BinaryIO:
        """A seekable file object that decrypts chunk by chunk.

        Raises:
            Damaged: the blob is missing or is not what was stored (also while reading).
        """
        if stored.inside is not None:
            return io.BytesIO(self._plain_inside(stored, stored.inside))
        return io.BufferedReader(BlobReader(self, stored), buffer_size=1 << 16)

    def _plain_inside(self, stored: Stored, inside: bytes) -> bytes:
        try:
            return AESGCM(self.file_key(stored)).decrypt(_nonce(0), inside, self._bound(stored.id, 0, True))
        except InvalidTag:
            raise Damaged(what="a blob is not the one that was stored") from None

    def file_key(self, stored: Stored) -> bytes:
        """The blob's own key.

        Raises:
            Damaged: it is not wrapped under this case's key.
        """
        try:
            return aes_key_unwrap(self._keys.blob, stored.key)
        except InvalidUnwrap:
            raise Damaged(what="a blob's key is not this case's") from None

    def _bound(self, blob_id: int, number: int, last: bool) -> bytes:
        return FORMAT + self._case + struct.pack(">QQ?", blob_id, number, last)


class BlobReader(io.RawIOBase):
    """One blob as a raw, seekable, read-only file."""

    def __init__(self, folder: BlobFolder, stored: Stored) -> None:
        self._folder, self._stored = folder, stored
        self._cipher = AESGCM(folder.file_key(stored))
        self._at, self._number, self._chunk = 0, -1, b""
        try:
            self._file = open(folder.path(stored.id), "rb", buffering=0)  # noqa: SIM115 - closed with this object
        except FileNotFoundError:
            raise Damaged(what="a blob is missing") from None
        if os.fstat(self._file.fileno()).st_size != stored.size + stored.chunks * TAG:
            self._file.close()
            raise Damaged(what="a blob was cut or made longer")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._stored.size}[whence]
        if start + offset < 0:
            raise ValueError("a negative position")
        self._at = start + offset
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        if self._at >= self._stored.size:
            return 0
        inside = self._at % CHUNK
        part = self._plain(self._at // CHUNK)[inside : inside + len(buffer)]
        buffer[: len(part)] = part
        self._at += len(part)
        return len(part)

    def close(self) -> None:
        if not self.closed and hasattr(self, "_file"):
            self._file.close()
        super().close()

    def _plain(self, number: int) -> bytes:
        """The chunk of that number; the last one read is kept."""
        if number != self._number:
            self._file.seek(number * (CHUNK + TAG))
            bound = self._folder._bound(self._stored.id, number, number == self._stored.chunks - 1)
            try:
                self._chunk = self._cipher.decrypt(_nonce(number), self._file.read(CHUNK + TAG), bound)
            except InvalidTag:
                raise Damaged(what="a blob is not the one that was stored") from None
            self._number = number
        return self._chunk


def _chunks(data: bytes | BinaryIO) -> Iterator[tuple[bytes, bool]]:
    """The chunks of the data, each with whether it is the last; an empty blob is one empty chunk."""
    file = io.BytesIO(data) if isinstance(data, bytes) else data
    chunk = _full(file)
    while len(chunk) == CHUNK:
        following = _full(file)
        yield chunk, not following
        chunk = following
        if not following:
            return
    yield chunk, True


def _full(file: BinaryIO) -> bytes:
    """The next chunk, whole even where the file gives less at a time."""
    parts, missing = [], CHUNK
    while missing and (part := file.read(missing)):
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)


def _nonce(number: int) -> bytes:
    return number.to_bytes(12, "big")
