"""Everything about one item that a person may see: text with its parts, metadata as found, hashes, parties, origin."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from evidence_triage.errors import NoSuchItem
from evidence_triage.items.concluded import Party
from evidence_triage.items.found import MEMBER_SIGN
from evidence_triage.items.rows import Row, rows
from evidence_triage.items.source import located

if TYPE_CHECKING:
    from evidence_triage.case import Case, Reader


@dataclass(frozen=True)
class Stretch:
    """Part of a text, in characters; `role` as in `sandbox.protocol.Span`, `label` shown above it."""

    start: int
    stop: int
    role: str
    label: str


@dataclass(frozen=True)
class Detail:
    """An item opened. Hashes are hexadecimal; `properties` are names and values exactly as found (R4)."""

    row: Row
    text: str
    spans: list[Stretch]
    people: list[Party]
    properties: list[tuple[str, str]]
    date_as_found: str
    file_times: dict[str, float | int | None]
    detail: str
    rung: str
    sha256: str | None
    sha1: str | None
    md5: str | None
    size: int | None
    content: int | None
    reading: int | None


def detail(reader: "Reader", item: int) -> Detail:
    """Opens an item.

    Raises:
        NoSuchItem: there is none, or it may not be seen; which of the two is not told.
    """
    row = next(iter(rows(reader, [item])), None)
    facts = reader.one(
        "SELECT content, rung, detail, date_as_found, file_times, reading FROM visible_item WHERE id = ?", (item,)
    )
    if row is None or facts is None:
        raise NoSuchItem(item=item)
    content, rung, words, as_found, times, reading = facts
    held = reader.one("SELECT text, spans, sha256, sha1, md5, size FROM visible_content WHERE content = ?", (content,))
    text, spans, sha256, sha1, md5, size = held or ("", "[]", None, None, None, None)
    return Detail(
        row=row,
        text=text or "",
        spans=[Stretch(*span) for span in json.loads(spans or "[]")],
        people=people(reader, item),
        properties=[(name, value) for name, value in reader.rows(_PROPERTIES, (item,))],
        date_as_found=as_found or "",
        file_times=json.loads(times or "{}"),
        detail=words or "",
        rung=rung or "",
        sha256=_hex(sha256),
        sha1=_hex(sha1),
        md5=_hex(md5),
        size=size,
        content=content,
        reading=reading,
    )


_PROPERTIES = """SELECT p.name, p.value FROM visible_property AS p JOIN visible_item AS v ON v.content = p.content
                  WHERE v.id = ? ORDER BY p.ordinal"""


def people(reader: "Reader", item: int) -> list[Party]:
    """The parties of an item as written."""
    found = reader.rows(
        """SELECT l.role, p.name, p.address FROM visible_item_party AS l JOIN party AS p ON p.id = l.party
            WHERE l.item = ? ORDER BY l.role, p.id""",
        (item,),
    )
    return [Party(role, name, address) for role, name, address in found]


def original(case: "Case", item: int) -> BinaryIO | None:
    """The item's bytes as found, decrypted as they are read; null where none are kept.

    Raises:
        NoSuchItem: there is none, or it may not be seen.
    """
    reader = case.reader()
    row = reader.one(
        """SELECT b.blob, v.path, w.location FROM visible_item AS v JOIN source_words AS w ON w.source = v.source
             LEFT JOIN content_blob AS b ON b.content = v.content WHERE v.id = ?""",
        (item,),
    )
    if row is None:
        raise NoSuchItem(item=item)
    blob, path, location = row
    return _where_it_lies(location, path) if blob is None else case.blobs.open_blob(int(blob))


def _where_it_lies(location: str, path: str) -> BinaryIO | None:
    """A file that was not copied in, opened never to write; null where it is gone, or is no file of its own."""
    if MEMBER_SIGN in path:
        return None
    try:
        return Path(os.fsdecode(located(location, path))).open("rb")
    except OSError:
        return None


def _hex(digest: bytes | None) -> str | None:
    return None if digest is None else digest.hex()
