"""PDF by MuPDF: text page by page, comments, form fields, files attached; what can be had of a damaged one.

Source: ISO 32000; MuPDF repairs broken cross-reference tables by itself, which is recorded.
"""

import hashlib
import re
from collections.abc import Iterator
from typing import Any

from evidence_triage.extract.formats.office.markup import below, name_of, parse
from evidence_triage.extract.output import Output
from evidence_triage.extract.readers import reader
from evidence_triage.extract.source import Source
from evidence_triage.extract.unreadable import Damaged, Encrypted, Unreadable
from evidence_triage.sandbox.protocol import Person
from evidence_triage.words import Kind, Place

_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([Zz+-])(?:(\d\d)'?(\d\d)?)?)?")


@reader("pdf/pymupdf", formats=("pdf",), kind=Kind.DOCUMENT, native=True)
def read(source: Source, out: Output) -> None:
    """Gives each page's text under its number, then comments and fields, then the attached files.

    Raises:
        Encrypted: it does not open without a password.
        Damaged: no page can be found in it.
    """
    import pymupdf

    pymupdf.TOOLS.mupdf_display_errors(False)
    try:
        document = pymupdf.open(stream=source.whole(), filetype="pdf")
    except (RuntimeError, ValueError):
        raise Damaged("no document in it that can be repaired") from None
    with document:
        if document.needs_pass:
            raise Encrypted("needs a password")
        _tell(document, out)
        _write_pages(document, out)
        _hand_over_files(document, out)


def _tell(document: Any, out: Output) -> None:
    found = {key: str(value) for key, value in (document.metadata or {}).items() if value}
    more = list(_xmp(document))
    if document.is_repaired:
        found["repaired"] = "its table of contents was broken and was rebuilt"
    as_found = found.get("creationDate", "")
    out.head(
        title=found.get("title", ""),
        date=iso(as_found),
        date_as_found=as_found,
        people=[Person("author", name=each) for each in _authors(found, more)],
        properties=[*found.items(), *more],
        pages=document.page_count,
    )


def _xmp(document: Any) -> Iterator[tuple[str, str]]:
    """The words of the document's XMP that say who made it, when, and about what (ISO 16684, Dublin Core)."""
    try:
        root = parse(document.get_xml_metadata().encode())
    except Unreadable:
        return
    for element in below(
        root, "creator", "title", "subject", "description", "rights", "CreateDate", "ModifyDate", "CreatorTool"
    ):
        for each in list(below(element, "li")) or [element]:
            text = " ".join((each.text or "").split())
            if text:
                yield f"XMP {name_of(element)}", text


def _authors(found: dict[str, str], more: list[tuple[str, str]]) -> list[str]:
    """Everybody whom the document names as its author, each once."""
    named = [found.get("author", "").strip(), *(value for name, value in more if name == "XMP creator")]
    return list(dict.fromkeys(each for each in named if each))


def iso(date: str) -> str | None:
    """A PDF date (D:20260302101500+01'00') as ISO 8601, with the zone where one is given; null where it is none."""
    match = _DATE.match(date)
    if not match:
        return None
    year, month, day, hour, minute, second, sign, zone_hour, zone_minute = match.groups()
    moment = f"{year}-{month or '01'}-{day or '01'}T{hour or '00'}:{minute or '00'}:{second or '00'}"
    if sign in ("Z", "z"):
        return f"{moment}+00:00"
    return f"{moment}{sign}{zone_hour or '00'}:{zone_minute or '00'}" if sign else moment


def _write_pages(document: Any, out: Output) -> None:
    failed = 0
    for number in range(document.page_count):
        try:
            page = document[number]
            out.write(page.get_text("text"), "page", str(number + 1))
            _write_notes(page, out)
        except (RuntimeError, ValueError):
            failed += 1
    if failed:
        raise Damaged(f"{failed} of {document.page_count} pages cannot be read")


def _write_notes(page: Any, out: Output) -> None:
    """Comments and filled-in fields, which are no part of the page's text."""
    for note in page.annots() or ():
        said = note.info.get("content", "").strip()
        if said:
            out.write(f"{said}\n", "comment", note.info.get("title", ""))
    for field in page.widgets() or ():
        if field.field_value and field.field_value not in ("Off", "Yes"):
            out.write(f"{field.field_value}\n", "comment", field.field_label or field.field_name or "")


def _hand_over_files(document: Any, out: Output) -> None:
    """Every file in the document, each once: attachments by name, notes with a file, portfolios, files of one system."""
    seen: set[tuple[str, bytes]] = set()
    for name, data, told in (*_attached(document), *_in_notes(document), *_specified(document)):
        key = name, hashlib.sha256(data).digest()
        if key not in seen:
            seen.add(key)
            out.child(Place.EMBEDDED, name, name, data, properties=[(word, value) for word, value in told if value])


Attached = tuple[str, bytes, list[tuple[str, str]]]


def _attached(document: Any) -> Iterator[Attached]:
    for name in document.embfile_names():
        about = document.embfile_info(name)
        told = [
            ("description", about.get("description") or ""),
            ("created", iso(about.get("creationDate") or "") or ""),
        ]
        yield about.get("ufilename") or about.get("filename") or name, document.embfile_get(name), told


def _in_notes(document: Any) -> Iterator[Attached]:
    for page in document:
        for note in page.annots(types=[_FILE_ATTACHMENT]) or ():
            yield note.file_info.get("filename") or "attachment", note.get_file(), [("page", str(page.number + 1))]


def _specified(document: Any) -> Iterator[Attached]:
    """The files of specifications that stand alone, with those that one of them has for each system."""
    for number in range(1, document.xref_length()):
        kind, streams = document.xref_get_key(number, "EF")
        if kind == "xref":
            streams = document.xref_object(int(streams.partition(" ")[0]), compressed=True)
        for key, target in _STREAM.findall(streams) if kind in ("dict", "xref") else ():
            names = [found for each in (key, "UF", "F") if (found := _string(document, number, each))]
            told = [("description", _string(document, number, "Desc")), *_times(document, int(target))]
            yield names[0] if names else "attachment", document.xref_stream(int(target)) or b"", told


def _times(document: Any, stream: int) -> Iterator[tuple[str, str]]:
    for word, key in (("created", "Params/CreationDate"), ("modified", "Params/ModDate")):
        found = _string(document, stream, key)
        yield word, iso(found) or found


def _string(document: Any, number: int, key: str) -> str:
    kind, value = document.xref_get_key(number, key)
    return str(value) if kind == "string" else ""


_FILE_ATTACHMENT = 17
_STREAM = re.compile(r"/(UF|F|DOS|Mac|Unix) ?(\d+) 0 R")
