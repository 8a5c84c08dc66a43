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
    documents = [opening.pdf(_piece(data, part)) for part in bundle.parts]
    contents = Contents(bundle.title, bundle.subtitle)
    first_pages = _first_pages(contents, bundle, documents)
    entries = list(_entries(bundle, first_pages))
    merged = contents.document(entries)
    for document in documents:
        merged.insert_pdf(document, links=False, annots=False, widgets=False)
    cleaning.disarm(merged)
    _stamp_all(merged, bundle, documents, first_pages)
    contents.link(merged, entries)
    merged.set_toc(_bookmarks(bundle, first_pages))
    merged.set_page_labels([{"startpage": 0, "prefix": "", "style": "D", "firstpagenum": 1}])
    send_pdf(send, cleaning.saved(merged, title=bundle.title), merged.page_count, [])


def _piece(data: bytes, part: Part) -> bytes:
    piece = data[part.start : part.start + part.size] if part.start >= 0 else b""
    if part.size <= 0 or len(piece) != part.size:
        raise Unrenderable(Reason.DAMAGED, "a part beyond the end of the file")
    return piece


def _first_pages(contents: Contents, bundle: Bundle, documents: list[Any]) -> list[int]:
    """The page, from 1, on which each document begins: the index is laid out once to know how long it is."""
    after_index = contents.page_count(list(_entries(bundle, [99_999] * len(documents)))) + 1
    starts = []
    for document in documents:
        starts.append(after_index)
        after_index += document.page_count
    return starts


def _entries(bundle: Bundle, pages: list[int]) -> Iterator[Entry]:
    for part, page in zip(bundle.parts, pages, strict=True):
        yield Entry(part.number, part.description, part.reference, part.date, page)


def _stamp_all(merged: Any, bundle: Bundle, documents: list[Any], first_pages: list[int]) -> None:
    """The number of the page at the foot of each, with the reference of the document that it belongs to."""
    references = [""] * merged.page_count
    for part, document, first in zip(bundle.parts, documents, first_pages, strict=True):
        references[first - 1 : first - 1 + document.page_count] = [part.reference] * document.page_count
    for page, reference in zip(merged, references, strict=True):
        number = " ".join(each for each in (bundle.stamp, f"page {page.number + 1}") if each)
        stamp(page, " · ".join(each for each in (number, reference) if each))


def _bookmarks(bundle: Bundle, first_pages: list[int]) -> list[list[Any]]:
    """One a document: number, description and page."""
    return [
        [1, f"{part.number}  {part.description} (p. {page})", page]
        for part, page in zip(bundle.parts, first_pages, strict=True)
    ]
