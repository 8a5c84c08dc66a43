"""Many PDFs made into one bundle: index first, then every document, each page stamped, bookmarked, numbered.

The file is the PDFs one after the other; the params say where each begins and what the index says of it.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from evidence_triage.render import cleaning, opening
from evidence_triage.render.contents import Contents, Entry
from evidence_triage.render.refusal import Unrenderable
from evidence_triage.render.sending import send_pdf
from evidence_triage.render.stamping import stamp
from evidence_triage.sandbox.protocol import Request, Send
from evidence_triage.words import Reason


class Part(msgspec.Struct, frozen=True):
    """One document: where its PDF lies in the file, and its line in the index."""

    start: int
    size: int
    number: str
    reference: str = ""
    description: str = ""
    date: str = ""


class Bundle(msgspec.Struct, frozen=True):
    """The params of a merge. `stamp` stands before each page's number ("Volume 2")."""

    parts: list[Part]
    title: str = ""
    subtitle: list[str] = []
    stamp: str = ""


def send_merged(data: bytes, request: Request, send: Send) -> None:
    """The bundle as one clean PDF; the same input gives the same bytes."""
    bundle = msgspec.convert(request.params, Bundle, str_keys=True)
    contents = Contents(bundle.title, bundle.subtitle)
    first_pages = _first_pages(contents, bundle, [_opened(data, part).page_count for part in bundle.parts])
    entries = list(_entries(bundle, first_pages))
    merged = contents.document(entries)
    _stamp(merged, bundle.stamp, "", 1)
    for part, first in zip(bundle.parts, first_pages, strict=True):
        document = _opened(data, part)
        _stamp(document, bundle.stamp, part.reference, first)
        merged.insert_pdf(document, links=False, annots=False, widgets=False)
    cleaning.disarm(merged)
    contents.link(merged, entries)
    merged.set_toc(_bookmarks(bundle, first_pages))
    merged.set_page_labels([{"startpage": 0, "prefix": "", "style": "D", "firstpagenum": 1}])
    send_pdf(send, cleaning.saved(merged, title=bundle.title), merged.page_count, [])


def _opened(data: bytes, part: Part) -> Any:
    """One document; opened when it is needed, since many open at once make each slow."""
    piece = data[part.start : part.start + part.size] if part.start >= 0 else b""
    if part.size <= 0 or len(piece) != part.size:
        raise Unrenderable(Reason.DAMAGED, "a part beyond the end of the file")
    return opening.pdf(piece)


def _first_pages(contents: Contents, bundle: Bundle, page_counts: list[int]) -> list[int]:
    """The page, from 1, on which each document begins: the index is laid out once to know how long it is."""
    after_index = contents.page_count(list(_entries(bundle, [99_999] * len(page_counts)))) + 1
    starts = []
    for count in page_counts:
        starts.append(after_index)
        after_index += count
    return starts


def _entries(bundle: Bundle, pages: list[int]) -> Iterator[Entry]:
    for part, page in zip(bundle.parts, pages, strict=True):
        yield Entry(part.number, part.description, part.reference, part.date, page)


def _stamp(document: Any, prefix: str, reference: str, first: int) -> None:
    """The bundle's page number at the foot of each page, with the document's reference; while it is small, that is quick."""
    for page in document:
        number = f"{prefix} page {first + page.number}".strip()
        stamp(page, f"{number} · {reference}" if reference else number)


def _bookmarks(bundle: Bundle, first_pages: list[int]) -> list[list[Any]]:
    """One a document: number, description and page."""
    return [
        [1, f"{part.number}  {part.description} (p. {page})", page]
        for part, page in zip(bundle.parts, first_pages, strict=True)
    ]
