"""Files embedded in Office documents as OLE packages ([MS-OLEDS] 2.2, `Ole10Native`): the file that was put in."""

import struct

from evidence_triage.extract.output import Output
from evidence_triage.extract.readers import reader
from evidence_triage.extract.source import Source
from evidence_triage.extract.unreadable import Damaged
from evidence_triage.words import Kind, Place

STREAMS = ("\x01Ole10Native", "CONTENTS", "Package")


@reader("office/ole-package", formats=("ole-package",), kind=Kind.ARCHIVE)
def read(source: Source, out: Output) -> None:
    """Gives the file with the name and path that it had.

    Raises:
        Damaged: the package breaks off.
    """
    import olefile

    source.rewind()
    try:
        with olefile.OleFileIO(source.file) as compound:
            stream = next(name for name in STREAMS if compound.exists(name))
            data = compound.openstream(stream).read()
    except (OSError, ValueError, IndexError, struct.error, StopIteration):
        raise Damaged("its directory or its stream is damaged") from None
    name, path, content = _unwrapped(data) if stream == STREAMS[0] else ("object", "", data)
    out.head(properties=[("path", path)] if path else [])
    out.child(Place.EMBEDDED, name, name.replace("/", "_"), content, properties=[("path", path)] if path else [])


def _unwrapped(data: bytes) -> tuple[str, str, bytes]:
    """Name, path and bytes of the file; the bytes as they stand where there is no header before them."""
    if data[4:6] != b"\x02\0":
        return "object", "", data[4:]
    name, at = _string(data, 6)
    path, at = _string(data, at)
    at += 4
    length = int.from_bytes(data[at : at + 4], "little")
    at += 4 + length
    size = int.from_bytes(data[at : at + 4], "little")
    return name.rpartition("\\")[2] or "object", path, data[at + 4 : at + 4 + size]


def _string(data: bytes, at: int) -> tuple[str, int]:
    end = data.find(b"\0", at)
    if end < 0:
        raise Damaged("it breaks off")
    return data[at:end].decode("cp1252", "replace"), end + 1
