"""Single files packed by gzip (RFC 1952), bzip2, xz or lzma: what is inside is one member; a TAR inside is read as one."""

import bz2
import gzip
import lzma
import struct
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import BinaryIO, cast

from evidence_triage.extract.formats.archive import tar
from evidence_triage.extract.formats.archive.handing import hand_over
from evidence_triage.extract.output import Output
from evidence_triage.extract.readers import reader
from evidence_triage.extract.source import Source
from evidence_triage.extract.unreadable import Damaged
from evidence_triage.words import Kind

BLOCK_BYTES = 1 << 20
TAR_SIGN_AT = 257
_NAMED, _EXTRA = 8, 4
_OPENERS: dict[str, Callable[[BinaryIO], object]] = {
    "gzip": gzip.open,
    "bzip2": bz2.open,
    "xz": lzma.open,
    "lzma": lzma.open,
}
_SUFFIXES = {
    ".tgz": ".tar",
    ".tbz": ".tar",
    ".tbz2": ".tar",
    ".txz": ".tar",
    ".svgz": ".svg",
    ".emz": ".emf",
    ".wmz": ".wmf",
}


@reader("archive/packed", formats=("gzip", "bzip2", "xz", "lzma"), kind=Kind.ARCHIVE, native=True)
def read(source: Source, out: Output) -> None:
    """Gives the member, or those of the TAR that it is.

    Raises:
        Damaged: it breaks off or does not unpack; what came before is kept.
    """
    packing = next(name for name, sign in _SIGNS.items() if source.head.startswith(sign))
    source.rewind()
    with cast(BinaryIO, _OPENERS[packing](source.file)) as unpacked:
        try:
            beginning = unpacked.read(512)
        except (OSError, EOFError, lzma.LZMAError, zlib.error):
            raise Damaged("it does not unpack") from None
        if beginning.startswith(b"ustar", TAR_SIGN_AT):
            tar.read(source, out)
            return
        name, told = _about(source, packing)
        out.head(properties=told)
        hand_over(out, name, _blocks(unpacked, beginning), properties=told)


_SIGNS = {"gzip": b"\x1f\x8b", "bzip2": b"BZh", "xz": b"\xfd7zXZ", "lzma": b"\x5d\0\0"}


def _blocks(unpacked: BinaryIO, beginning: bytes) -> Iterator[bytes]:
    yield beginning
    try:
        while block := unpacked.read(BLOCK_BYTES):
            yield block
    except (EOFError, OSError, lzma.LZMAError, zlib.error):
        raise Damaged("it breaks off") from None


def _about(source: Source, packing: str) -> tuple[str, list[tuple[str, str]]]:
    """The member's name (kept by gzip, else the file's own without its suffix) and what gzip says of it."""
    own, suffix = source.name.rpartition("/")[2], source.suffix
    name = own[: -len(suffix)] + _SUFFIXES.get(suffix, "") if suffix and len(own) > len(suffix) else "unpacked"
    told = [("packed as", packing)]
    if packing == "gzip" and len(source.head) > 10:
        flags, modified = source.head[3], struct.unpack_from("<I", source.head, 4)[0]
        if modified:
            told.append(("modified", datetime.fromtimestamp(modified, UTC).isoformat()))
        if flags & _NAMED and not flags & _EXTRA:
            name = source.head[10 : source.head.find(b"\0", 10)].decode("latin-1") or name
            told.append(("name", name))
    return name, told
