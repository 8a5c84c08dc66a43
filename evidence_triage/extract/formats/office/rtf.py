"""Rich Text Format: text in the encodings of its fonts, notes, comments, headers, deleted and hidden text, objects."""

import binascii
import re
from collections.abc import Iterator

from evidence_triage.extract.formats.office.rtf_parser import Rtf
from evidence_triage.extract.output import Output
from evidence_triage.extract.readers import reader
from evidence_triage.extract.source import Source
from evidence_triage.sandbox.protocol import Person
from evidence_triage.words import Kind, Place


@reader("office/rtf", formats=("rtf",), kind=Kind.DOCUMENT)
def read(source: Source, out: Output) -> None:
    """Gives the text, then what stands beside it, then the objects that lie in it."""
    document = Rtf()
    document.read(source.whole())
    created = _time(document.info.pop("creatim", ""))
    author = document.info.get("author", "").strip()
    out.head(
        title=document.info.get("title", ""),
        date=created,
        date_as_found=created or "",
        people=[Person("author", author)] if author else [],
        properties=[*document.info.items(), *([("created", created)] if created else [])],
    )
    for text, mark in _run_together(document.body):
        out.write(text, "comment" if mark else "body", mark)
    for role, label, pieces in document.beside:
        text = "".join(pieces).strip()
        if text:
            out.write("" if out.ends_line else "\n")
            out.write(f"{text}\n", role, label)
    for number, digits in enumerate(document.objects, 1):
        out.child(Place.EMBEDDED, f"object {number}.bin", f"object/{number}", _object(b"".join(digits)))


def _run_together(pieces: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Neighbouring pieces of the same mark as one."""
    held: list[str] = []
    last = ""
    for text, mark in pieces:
        if mark != last and held:
            yield "".join(held), last
            held = []
        held.append(text)
        last = mark
    if held:
        yield "".join(held), last


def _object(digits: bytes) -> bytes:
    """An embedded object's data ([MS-OLEDS] 2.2): what follows its class and its names."""
    clean = re.sub(rb"[^0-9a-fA-F]", b"", digits)
    data = binascii.unhexlify(clean[: len(clean) // 2 * 2])
    at = data.find(b"\xd0\xcf\x11\xe0")
    return data[at:] if at >= 0 else data


def _time(numbers: str) -> str | None:
    """The words yr mo dy hr min sec as ISO 8601; RTF keeps no zone."""
    parts = [int(each) for each in numbers.split()]
    if len(parts) < 3 or not 1 <= parts[1] <= 12 or not 1 <= parts[2] <= 31:
        return None
    hour, minute, second = [*parts[3:], 0, 0, 0][:3]
    return f"{parts[0]:04}-{parts[1]:02}-{parts[2]:02}T{hour:02}:{minute:02}:{second:02}"
