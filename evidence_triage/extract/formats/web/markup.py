"""The text of HTML, by the standard library's parser alone: no script, no style, no load from anywhere.

Block elements end lines, cells are parted by tabs, quotations (`blockquote`, and the boxes in which mail programs put
the mail that is answered) are told as spans. Alternative texts of pictures and targets of links are not text.
"""

import re
from html.parser import HTMLParser

from evidence_triage.sandbox.protocol import Span

DEPTH = 2_000
_SILENT = frozenset({"script", "style", "template", "noscript", "object", "svg", "math", "title"})
_LINES = frozenset(
    "address article aside blockquote body br center dd details div dl dt fieldset figcaption figure footer form h1 h2"  # noqa: SIM905
    " h3 h4 h5 h6 header hr html li main nav ol option p pre section summary table tbody tfoot thead tr ul".split()
)
_APART = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "ul", "ol", "pre"})
_EMPTY = frozenset("area base br col embed hr img input link meta param source track wbr".split())  # noqa: SIM905
_QUOTING = re.compile(
    r"gmail_quote|yahoo_quoted|moz-cite|OutlookMessageHeader|divRplyFwdMsg|protonmail_quote|zmail_extra"
)
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_BLANK_LINES = re.compile(r"\n{3,}")


class Markup(HTMLParser):
    """Collects the text of a page; `title`, `meta` (name and content) and `links` beside it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self.meta: list[tuple[str, str]] = []
        self.pictures: list[str] = []
        self._pieces: list[str] = []
        self._length = 0
        self._open: list[tuple[str, bool]] = []
        self._silent = 0
        self._quotes = 0
        self._quoted: list[tuple[int, int]] = []
        self._quote_start = 0
        self._in_title = False
        self._kept_space = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self._note_meta(given)
        elif tag == "img":
            self.pictures.append(given.get("src", ""))
        if tag in ("td", "th"):
            self._begin_cell()
        else:
            self._part(tag)
        if tag not in _EMPTY and len(self._open) < DEPTH:
            self._enter(tag, given)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _EMPTY:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if any(name == tag for name, _ in self._open[-40:]):
            while self._open:
                name, quoting = self._open.pop()
                self._leave(name, quoting)
                if name == tag:
                    break
        self._part(tag)

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
        elif not self._silent:
            self._add(data if self._kept_space else _SPACE.sub(" ", data))

    def _enter(self, tag: str, given: dict[str, str]) -> None:
        quoting = tag == "blockquote" or bool(_QUOTING.search(f"{given.get('class', '')} {given.get('id', '')}"))
        self._open.append((tag, quoting))
        self._silent += tag in _SILENT
        self._kept_space += tag in ("pre", "textarea")
        self._in_title = self._in_title or (tag == "title" and not self.title)
        if quoting:
            self._quote_start = self._length if not self._quotes else self._quote_start
            self._quotes += 1

    def _leave(self, tag: str, quoting: bool) -> None:
        self._silent -= tag in _SILENT
        self._kept_space -= tag in ("pre", "textarea")
        self._in_title = self._in_title and tag != "title"
        if quoting:
            self._quotes -= 1
            if not self._quotes:
                self._quoted.append((self._quote_start, self._length))

    def _note_meta(self, given: dict[str, str]) -> None:
        name = given.get("name") or given.get("property") or given.get("http-equiv") or ""
        if name and given.get("content"):
            self.meta.append((name, given["content"]))

    def _part(self, tag: str) -> None:
        """What an element's beginning or end does to the line."""
        if tag in _LINES and not self._silent:
            self._end_line(tag in _APART)

    def _begin_cell(self) -> None:
        if not self._silent and not self._at_line():
            self._add("\t")

    def _end_line(self, apart: bool) -> None:
        if self._pieces and not self._at_line():
            self._add("\n")
        if apart and self._pieces and self._pieces[-1] != "\n\n":
            self._add("\n")

    def _at_line(self) -> bool:
        return not self._pieces or self._pieces[-1].endswith("\n")

    def _add(self, text: str) -> None:
        if self._at_line() and not self._kept_space:
            text = text.lstrip(" ")
        if text:
            self._pieces.append(text)
            self._length += len(text)

    def result(self) -> tuple[str, list[Span]]:
        """The text and its quoted stretches."""
        quoted = list(self._quoted)
        if self._quotes:
            quoted.append((self._quote_start, self._length))
        return _tidied("".join(self._pieces), quoted)


def parse(page: str) -> Markup:
    """A page read to its end, whatever its faults."""
    markup = Markup()
    markup.feed(page)
    markup.close()
    return markup


def text_of(page: str) -> tuple[str, list[Span]]:
    """The text of a page with its quoted stretches."""
    return parse(page).result()


def _tidied(text: str, quoted: list[tuple[int, int]]) -> tuple[str, list[Span]]:
    """The text without rows of empty lines; the stretches moved with it."""
    pieces, spans, at = [], [], 0
    length = 0
    for start, stop in quoted:
        for piece, role in ((text[at:start], ""), (text[start:stop], "quoted")):
            tidy = _BLANK_LINES.sub("\n\n", piece)
            if role and tidy.strip():
                spans.append(Span(length, length + len(tidy), role))
            pieces.append(tidy)
            length += len(tidy)
        at = stop
    pieces.append(_BLANK_LINES.sub("\n\n", text[at:]))
    return "".join(pieces).rstrip(), spans
