"""What an open case holds until it is locked: keys in memory, and the way to the bytes of items."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import BinaryIO

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from evidence_triage.store import BlobFolder, CaseKeys, PersonKeys, Reader, Stored

_BLOB = "SELECT id, key, size, chunks, data FROM blob LEFT JOIN blob_inside ON blob = id WHERE id = ?"


@dataclass
class Held:
    """The keys of an open case. A job's process has the first four alone."""

    person: int
    signing: Ed25519PrivateKey = field(repr=False)
    keys: CaseKeys | None = field(repr=False)
    people_database: bytes = field(repr=False)
    people_key: bytes | None = field(default=None, repr=False)
    case_key: bytes | None = field(default=None, repr=False)
    privilege_key: bytes | None = field(default=None, repr=False)
    own: PersonKeys | None = field(default=None, repr=False)


class Blobs:
    """The bytes of items: files beside the database, small ones in it."""

    def __init__(self, folder: BlobFolder, reader: Callable[[], Reader]) -> None:
        self._folder, self._reader = folder, reader

    def open_blob(self, blob_id: int) -> BinaryIO:
        """A seekable file object over a blob, decrypted as it is read.

        Raises:
            KeyError: no such blob.
            Damaged: it is missing, or not what was stored.
        """
        row = self._reader().one(_BLOB, (blob_id,))
        if row is None:
            raise KeyError(blob_id)
        return self._folder.reader(Stored(*row))

    def store(self, data: bytes | BinaryIO) -> Stored:
        """Encrypts bytes before a change begins; `Change.blob` then takes them into the case."""
        return self._folder.store(data)

    def key_of(self, stored: Stored) -> bytes:
        """The blob's own key, for the box of a privilege reviewer."""
        return self._folder.file_key(stored)

    def discard(self, stored: Stored) -> None:
        """Removes stored bytes that no change took."""
        self._folder.remove(stored.id)
