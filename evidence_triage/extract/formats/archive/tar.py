"""TAR archives (POSIX ustar and pax, GNU), as they stand or packed with gzip, bzip2 or xz."""

import tarfile
from datetime import UTC, datetime

from evidence_triage.extract.formats.archive.handing import hand_over
from evidence_triage.extract.output import Output
from evidence_triage.extract.readers import reader
from evidence_triage.extract.source import Source
from evidence_triage.extract.unreadable import Damaged
from evidence_triage.words import Kind, Reason

_SPECIAL = {
    tarfile.SYMTYPE: "symbolic link",
    tarfile.LNKTYPE: "link",
    tarfile.CHRTYPE: "device",
    tarfile.BLKTYPE: "device",
    tarfile.FIFOTYPE: "pipe",
}


@reader("archive/tar", formats=("tar", "tar-packed"), kind=Kind.ARCHIVE, native=True)
def read(source: Source, out: Output) -> None:
    """Gives the members in their order; links, devices and pipes are named and never followed.

    Raises:
        Damaged: it breaks off; what came before is kept.
    """
    out.head()
    source.rewind()
    try:
        with tarfile.open(fileobj=source.file, mode="r|*") as archive:
            for member in archive:
                _hand_over(archive, member, out)
    except (tarfile.TarError, EOFError, OSError, ValueError, MemoryError) as error:
        if isinstance(error, MemoryError):
            raise
        raise Damaged("it breaks off") from None


def _hand_over(archive: tarfile.TarFile, member: tarfile.TarInfo, out: Output) -> None:
    told = [("modified", _date(member.mtime)), ("owner", member.uname or str(member.uid)), ("mode", f"{member.mode:o}")]
    if member.isdir():
        return
    if member.type in _SPECIAL:
        told.append((_SPECIAL[member.type], ascii(member.linkname)))
        hand_over(out, member.name, None, reason=Reason.SPECIAL, properties=told)
        return
    hand_over(out, _shown(member.name), archive.extractfile(member), properties=told)


def _shown(name: str) -> str:
    r"""Bytes of a name that are not UTF-8 as \xff."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _date(seconds: float) -> str:
    try:
        return datetime.fromtimestamp(seconds, UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return ""
