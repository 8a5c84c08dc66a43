"""HTML pages, by the standard library's parser: title, description, text; pictures and files that stand in the page itself."""

import base64
import binascii
import re
from urllib.parse import unquote_to_bytes

from evidence_triage.extract.encodings import Decoded, named
from evidence_triage.extract.formats.text.plain import decoded, encoding_words
from evidence_triage.extract.formats.web.markup import Markup, parse
from evidence_triage.extract.output import Output
from evidence_triage.extract.readers import reader
from evidence_triage.extract.source import Source
from evidence_triage.sandbox.protocol import Person
from evidence_triage.words import Kind, Place

_OPENS = re.compile(
    r"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype html|html|head|body|meta|title)\b", re.IGNORECASE | re.DOTALL
)
_HAS_BODY = re.compile(r"<(?:body|table|div|p|a href|br|span|font|h[1-6])\b[^>]*>.*</", re.IGNORECASE | re.DOTALL)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_DATA = re.compile(r"data:([\w.+-]+/[\w.+-]+)?((?:;[\w=.\"-]+)*),(.*)", re.DOTALL)


def is_page(text: str) -> bool:
    """Whether the text is HTML: it opens like a page, or like part of one."""
    return bool(_OPENS.match(text)) or bool(
        text.lstrip().startswith("<") and "<?xml" not in text[:100] and _HAS_BODY.search(text[:8000])
    )


@reader(
    "web/page", formats=("html",), kind=Kind.PAGE, sniff=is_page, suffixes=(".html", ".htm", ".xhtml"), precision=60
)
def read(source: Source, out: Output) -> None:
    """Gives the text, quotations apart, then what stands in the page as data."""
    text = _decoded(source, out)
    page = parse(text.text)
    known = {name.lower(): value for name, value in page.meta}
    author = known.get("author", "").strip()
    out.head(
        title=" ".join(page.title.split()),
        people=[Person("author", author)] if author else [],
        properties=[("encoding", encoding_words(text)), *page.meta],
    )
    out.write_spanned(*page.result())
    _hand_over(page, out)


def _decoded(source: Source, out: Output) -> Decoded:
    """The page by its byte order mark, its own word, or its bytes."""
    data = source.whole()
    told = _CHARSET.search(data[:4096])
    if (
        told
        and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))
        and told[1].lower() not in (b"utf-16", b"utf-8")
    ):
        by_name = named(data, told[1].decode("ascii"))
        if by_name is not None:
            return by_name
    encoding = decoded(source, out)
    return Decoded(data.decode(encoding.encoding, "replace").removeprefix("\ufeff"), encoding.encoding, encoding.sure)


def _hand_over(page: Markup, out: Output) -> None:
    for number, address in enumerate((each for each in page.pictures if each.startswith("data:")), 1):
        match = _DATA.match(address)
        if match:
            suffix = (match[1] or "").rpartition("/")[2]
            out.child(Place.EMBEDDED, f"picture {number}.{suffix}", f"data/{number}", _bytes(match), inline=True)


def _bytes(match: re.Match[str]) -> bytes:
    if "base64" not in match[2]:
        return unquote_to_bytes(match[3])
    clean = re.sub(rb"[^A-Za-z0-9+/]", b"", unquote_to_bytes(match[3]))
    try:
        return base64.b64decode(clean[: len(clean) - (len(clean) % 4 == 1)] + b"==")
    except binascii.Error:
        return b""
