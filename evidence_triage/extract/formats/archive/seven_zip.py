"""7z archives, by py7zr: every member, one after the other; encrypted ones are named and left."""

from typing import Any

from evidence_triage.extract.formats.archive.handing import hand_over
from evidence_triage.extract.output import Output
from evidence_triage.extract.readers import reader
from evidence_triage.extract.source import Source
from evidence_triage.extract.unreadable import Damaged, Encrypted, TooLarge
from evidence_triage.words import Kind, Reason

MEMBER_BYTES = 512 << 20


@reader("archive/7z", formats=("7z",), kind=Kind.ARCHIVE, native=True)
def read(source: Source, out: Output) -> None:
    """Gives the members in their order.

    Raises:
        Encrypted: the members are, or even their names.
        Damaged: it breaks off; what came before is kept.
    """
    import py7zr
    from py7zr.exceptions import ArchiveError, PasswordRequired

    out.head()
    source.rewind()
    try:
        with py7zr.SevenZipFile(source.file) as archive:
            _hand_over_all(archive, out)
    except PasswordRequired:
        raise Encrypted("its directory is encrypted") from None
    except (ArchiveError, EOFError, OSError, ValueError, KeyError, TypeError):
        raise Damaged("its directory or a member is damaged") from None


def _hand_over_all(archive: Any, out: Output) -> None:
    members = [member for member in archive.files if not member.is_directory]
    out.head(properties=[("members", str(len(members)))])
    if archive.needs_password():
        for member in members:
            hand_over(out, member.filename, None, reason=Reason.ENCRYPTED, properties=_told(member))
        raise Encrypted("its members are encrypted")
    _unpack(archive, members, out)


def _unpack(archive: Any, members: list[Any], out: Output) -> None:
    """Unpacks straight from py7zr's worker, which asks for places by number, so that no name is ever taken for a path."""
    from py7zr.io import MemIO

    for member in archive.files:
        place = None if member.is_directory else MemIO(str(member.id), _Places(members, out))
        archive.worker.register_filelike(member.id, place)
    archive.worker.extract(archive.fp, None, parallel=False)


def _told(member: Any) -> list[tuple[str, str]]:
    written = member.lastwritetime
    return [("modified", written.as_datetime().isoformat() if written is not None else "")]


class _Places:
    """Gives py7zr a place to write each member to."""

    def __init__(self, members: list[Any], out: Output) -> None:
        self._members = {str(member.id): member for member in members}
        self._out = out

    def create(self, number: str) -> "_Place":
        return _Place(self._members[number], self._out)


class _Place:
    """Holds one member while it unpacks, and hands it over when it is whole (py7zr's `Py7zIO`)."""

    def __init__(self, member: Any, out: Output) -> None:
        self._member = member
        self._out = out
        self._held = bytearray()

    def write(self, data: bytes) -> int:
        if len(self._held) + len(data) > MEMBER_BYTES:
            raise TooLarge(f"a member unpacks to more than {MEMBER_BYTES >> 20} MiB")
        self._held += data
        return len(data)

    def close(self) -> None:
        hand_over(self._out, self._member.filename, bytes(self._held), properties=_told(self._member))
        self._held.clear()

    def read(self, size: int | None = None) -> bytes:
        return bytes(self._held[:size])

    def seek(self, offset: int, whence: int = 0) -> int:
        del whence
        return offset

    def flush(self) -> None:
        """Nothing is held back."""

    def size(self) -> int:
        return len(self._held)
