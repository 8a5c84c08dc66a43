"""One item as pages: its own, else set from its text, else a slip sheet. All of it is made behind the wall.

Where one way fails, the next is taken, so that no item costs the bundle.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass

from evidence_triage.disclosure.release import ReleasedItem, Text, Way
from evidence_triage.errors import JobFailed, NotRendered
from evidence_triage.sandbox import Sandbox
from evidence_triage.words import Kind

FROM_TEXT = "Set from its text; the layout of the original is not shown."
NO_PAGES = "This item cannot be shown as pages."
IS_TEXT = frozenset({Kind.EMAIL, Kind.MESSAGE})  # these have no layout to be missed


@dataclass(frozen=True)
class SetItem:
    """An item's pages as one PDF, and the way they were made in the end."""

    way: Way
    pages: int
    pdf: bytes


def set_item(item: ReleasedItem, sandbox: Sandbox) -> SetItem:
    """The item as pages.

    Raises:
        JobFailed: not even a slip sheet could be set.
    """
    for way in dict.fromkeys((item.way, Way.TEXT, Way.SLIP)):
        try:
            made = _SETTERS[way](item, sandbox)
        except NotRendered:
            continue
        if made is not None:
            return SetItem(way, *made)
    raise JobFailed(what="no pages can be set on this machine")


def _from_bytes(item: ReleasedItem, sandbox: Sandbox) -> tuple[int, bytes] | None:
    assert item.native is not None, "a released item sees to it"
    with item.native.open() as file:
        product, pdf = sandbox.set_pages(file, f"item{item.native.suffix}", {"source": item.way.value})
    return product.pages, pdf


def _from_text(item: ReleasedItem, sandbox: Sandbox) -> tuple[int, bytes] | None:
    """Nothing where there is no text: a page without ink says less than a slip sheet."""
    text = item.text()
    if not text.text.strip():
        return None
    return _set(item, text, "" if item.kind in IS_TEXT else FROM_TEXT, sandbox)


def _slip(item: ReleasedItem, sandbox: Sandbox) -> tuple[int, bytes] | None:
    words = [item.remark or "No way of showing it succeeded."]
    if item.native is not None:
        words.append(f"The file as found goes along; its SHA-256 is {item.native.sha256}.")
    return _set(item, Text("\n".join(words)), NO_PAGES, sandbox)


_SETTERS: dict[Way, Callable[[ReleasedItem, Sandbox], tuple[int, bytes] | None]] = {
    Way.PDF: _from_bytes,
    Way.PICTURE: _from_bytes,
    Way.OFFICE: _from_bytes,
    Way.TEXT: _from_text,
    Way.SLIP: _slip,
}


def _set(item: ReleasedItem, text: Text, note: str, sandbox: Sandbox) -> tuple[int, bytes]:
    params: dict[str, object] = {
        "source": "text",
        "title": item.description,
        "heading": [list(line) for line in item.heading],
        "note": note,
        "spans": [list(span) for span in text.spans],
    }
    product, pdf = sandbox.set_pages(io.BytesIO(text.text.encode("utf-8", "replace")), "item.txt", params)
    return product.pages, pdf
