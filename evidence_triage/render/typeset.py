"""Text set on A4 pages: escaped, never read as markup, in every script that the bundled fonts have.

A `Sheet` collects paragraphs of HTML that we wrote ourselves around escaped text, and lays them out page after page.
"""

import html
import io
import re
from collections.abc import Iterator
from typing import Any

from evidence_triage.render.libraries import pymupdf

MARGINS = (56, 52, -56, -62)
PIECE_CHARACTERS = 100_000
TAB = "    "
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")
_LEADING = re.compile(r"(?m)^ +")

STYLE = """
body { font-family: sans-serif; font-size: 9.5pt; line-height: 1.35; }
p { margin: 0; overflow-wrap: break-word; }
h1 { font-size: 14pt; margin: 0 0 6pt 0; overflow-wrap: break-word; }
h2 { font-size: 10pt; margin: 9pt 0 3pt 0; color: #333333; }
.note { font-size: 8pt; color: #555555; margin: 0 0 6pt 0; }
.line { margin: 0 0 1pt 0; }
.rule { border-bottom: 0.6pt solid #888888; margin: 5pt 0 8pt 0; font-size: 2pt; }
.quoted { color: #444444; margin-left: 9pt; border-left: 1.2pt solid #aaaaaa; padding-left: 6pt; }
.signature { color: #555555; font-size: 8.5pt; }
.comment, .notes { font-size: 9pt; margin-left: 9pt; }
"""


def escaped(text: str) -> str:
    """One line of text as HTML: nothing in it is markup, what cannot be printed shows as a replacement mark."""
    return html.escape(_CONTROL.sub("\ufffd", text).replace("\t", TAB), quote=True)


def paragraphs(text: str, kind: str = "") -> Iterator[str]:
    """A paragraph for each line; empty lines and leading blanks keep their height and width."""
    opening = f'<p class="{kind}">' if kind else "<p>"
    for line in re.split(r"\r\n|[\n\r\f\v\x85\u2028\u2029]", text):
        shown = _LEADING.sub(lambda blanks: "\u00a0" * len(blanks[0]), escaped(line))
        yield f"{opening}{shown or '&#160;'}</p>"


class Sheet:
    """Pages in the making."""

    def __init__(self) -> None:
        library = pymupdf()
        self._out = io.BytesIO()
        self._writer = library.DocumentWriter(self._out)
        self._paper = library.paper_rect("a4")
        self._frame = self._paper + MARGINS
        self._device: Any = None
        self._top = self._frame.y0
        self.pages = 0

    def add(self, pieces: Iterator[str]) -> None:
        """Lays out the pieces of HTML below what is there; so much at a time that memory stays small."""
        waiting: list[str] = []
        size = 0
        for piece in pieces:
            waiting.append(piece)
            size += len(piece)
            if size > PIECE_CHARACTERS:
                self._place("".join(waiting))
                waiting, size = [], 0
        if waiting:
            self._place("".join(waiting))

    def finished(self) -> bytes:
        """The pages as a PDF; at least one."""
        if self._device is None:
            self._turn_page()
        self._writer.end_page()
        self._writer.close()
        return self._out.getvalue()

    def _place(self, body: str) -> None:
        story = pymupdf().Story(body, user_css=STYLE)
        while True:
            if self._device is None or self._frame.y1 - self._top < 30:
                self._turn_page()
            room = pymupdf().Rect(self._frame.x0, self._top, self._frame.x1, self._frame.y1)
            more, filled = story.place(room)
            story.draw(self._device)
            if not more:
                self._top = pymupdf().Rect(filled).y1
                return
            self._top = self._frame.y1

    def _turn_page(self) -> None:
        if self._device is not None:
            self._writer.end_page()
        self._device = self._writer.begin_page(self._paper)
        self._top = self._frame.y0
        self.pages += 1
