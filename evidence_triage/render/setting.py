"""One item made into pages (SET_PAGES), by what its `source` is.

- "text": the file is UTF-8 text; `title`, `heading` [[name, value], …], `note`, `spans` [[start, stop, role, label], …].
- "pdf": its own pages, cleaned. "picture": each frame a page. "office": LibreOffice's pages, cleaned.

All give upright pages in a clean PDF; the same input gives the same bytes.
"""

import io
from collections.abc import Callable, Iterator

import msgspec

from evidence_triage.render import cleaning, office, opening, pictures
from evidence_triage.render.libraries import pymupdf
from evidence_triage.render.refusal import Unrenderable
from evidence_triage.render.sending import send_pdf
from evidence_triage.render.typeset import Sheet, escaped, paragraphs
from evidence_triage.sandbox.protocol import Request, Send
from evidence_triage.words import Reason

PICTURE_SIDE = 2_400
PICTURE_MARGINS = (36, 36, -36, -48)
JPEG_QUALITY = 88
MOST_PAGES = 2_000
LABELLED = frozenset({"sheet", "page", "notes", "comment", "header"})
ROLES = frozenset({"quoted", "signature", "comment", "notes"})


class Words(msgspec.Struct, frozen=True):
    """The params of a text."""

    title: str = ""
    heading: list[tuple[str, str]] = []
    note: str = ""
    spans: list[tuple[int, int, str, str]] = []


def send_pages(data: bytes, request: Request, send: Send) -> None:
    """The item as a PDF."""
    make = _SOURCES.get(str(request.params.get("source", "")))
    if make is None:
        raise Unrenderable(Reason.UNKNOWN_KIND, "no such source of pages")
    made, notes = make(data, request)
    cleaned = cleaning.cleaned(made)
    send_pdf(send, cleaned.data, cleaned.pages, [*notes, *cleaned.notes])


def _from_text(data: bytes, request: Request) -> tuple[bytes, list[str]]:
    words = msgspec.convert(request.params, Words)
    sheet = Sheet()
    sheet.add(_heading(words))
    sheet.add(_body(data.decode("utf-8", "replace"), words.spans))
    return sheet.finished(), []


def _heading(words: Words) -> Iterator[str]:
    """Title, note and lines of the heading, then a rule."""
    if words.title:
        yield f"<h1>{escaped(words.title)}</h1>"
    if words.note:
        yield f'<p class="note">{escaped(words.note)}</p>'
    for name, value in words.heading:
        yield f'<p class="line"><b>{escaped(name)}</b>&#160; {escaped(value)}</p>'
    if words.title or words.note or words.heading:
        yield '<p class="rule">&#160;</p>'


def _body(text: str, spans: list[tuple[int, int, str, str]]) -> Iterator[str]:
    """The text, span by span; what lies between spans is the body."""
    at = 0
    for start, stop, role, label in sorted(spans):
        yield from _stretch(text[at:start], "", "")
        yield from _stretch(text[max(at, start) : stop], role, label)
        at = max(at, stop)
    yield from _stretch(text[at:], "", "")


def _stretch(text: str, role: str, label: str) -> Iterator[str]:
    if label and role in LABELLED:
        yield f"<h2>{escaped(label)}</h2>"
    if text:
        yield from paragraphs(text.removesuffix("\n"), role if role in ROLES else "")


def _from_pdf(data: bytes, _: Request) -> tuple[bytes, list[str]]:
    if not opening.is_pdf(data):
        raise Unrenderable(Reason.UNKNOWN_KIND, "no PDF")
    return data, []


def _from_picture(data: bytes, _: Request) -> tuple[bytes, list[str]]:
    """Each frame on a page of A4, upright or across as the picture is, re-encoded without anything but its pixels."""
    source = opening.picture(data)
    document = pymupdf().open()
    frames = min(pictures.frame_count(source), MOST_PAGES)
    for frame in range(frames):
        shown = pictures.upright(source, frame, PICTURE_SIDE)
        encoded = io.BytesIO()
        shown.save(encoded, "JPEG", quality=JPEG_QUALITY)
        paper = pymupdf().paper_rect("a4-l" if shown.width > shown.height else "a4")
        page = document.new_page(width=paper.width, height=paper.height)
        page.insert_image(page.rect + PICTURE_MARGINS, stream=encoded.getvalue())
    return document.tobytes(no_new_id=True), []


def _from_office(data: bytes, request: Request) -> tuple[bytes, list[str]]:
    return office.as_pdf(data, request.name), ["Pages made by LibreOffice; the native file is what was seized."]


_SOURCES: dict[str, Callable[[bytes, Request], tuple[bytes, list[str]]]] = {
    "text": _from_text,
    "pdf": _from_pdf,
    "picture": _from_picture,
    "office": _from_office,
}
