"""The index of a bundle: a table with a line a document, every line a link to its first page."""

import io
import re
from dataclasses import dataclass
from typing import Any

from evidence_triage.render.libraries import pymupdf
from evidence_triage.render.typeset import MARGINS, escaped

LONGEST_IN_DESCRIPTION, LONGEST_IN_REFERENCE = 26, 14
DESCRIPTION_CHARACTERS = 300
_STYLE = """
body { font-family: sans-serif; font-size: 9pt; line-height: 1.3; }
h1 { font-size: 18pt; margin: 0 0 4pt 0; }
.subtitle { font-size: 10pt; color: #444444; margin: 0 0 2pt 0; }
table { width: 100%; border-collapse: collapse; margin-top: 12pt; }
th { text-align: left; font-size: 8.5pt; color: #444444; padding: 3pt 6pt 3pt 0; border-bottom: 1pt solid #444444; }
td { text-align: left; vertical-align: top; padding: 3.5pt 6pt 3.5pt 0; border-bottom: 0.5pt solid #cccccc; }
"""


@dataclass(frozen=True)
class Entry:
    """A line of the index; `page` counts from 1."""

    number: str
    description: str
    reference: str
    date: str
    page: int


class Contents:
    """The index pages of one bundle."""

    def __init__(self, title: str, subtitle: list[str]) -> None:
        self._title = title
        self._subtitle = subtitle
        self._rows: dict[int, tuple[int, float]] = {}

    def page_count(self, entries: list[Entry]) -> int:
        """How many pages the index takes."""
        return int(self.document(entries).page_count)

    def document(self, entries: list[Entry]) -> Any:
        """The index as a document; remembers where its lines are, for `link`."""
        library = pymupdf()
        self._rows = {}
        out = io.BytesIO()
        writer = library.DocumentWriter(out)
        paper = library.paper_rect("a4")
        story = library.Story(self._html(entries), user_css=_STYLE)
        story.write(writer, lambda *_: (paper, paper + MARGINS, None), positionfn=self._note_row)
        writer.close()
        document = library.open(stream=out.getvalue(), filetype="pdf")
        document.subset_fonts()
        return document

    def _note_row(self, position: Any) -> None:
        if position.open_close & 1 and position.id and position.id.startswith("row"):
            self._rows[int(position.id[3:])] = (position.page_num - 1, position.rect[1])

    def link(self, merged: Any, entries: list[Entry]) -> None:
        """Makes each line a link to the page on which its document begins."""
        for row, entry in enumerate(entries):
            page_number, top = self._rows[row]
            page = merged[page_number]
            following = self._rows.get(row + 1)
            bottom = following[1] if following and following[0] == page_number else top + 16
            area = pymupdf().Rect(page.rect.x0 + MARGINS[0], top - 3, page.rect.x1 + MARGINS[2], bottom - 3)
            page.insert_link(
                {"kind": pymupdf().LINK_GOTO, "from": area, "page": entry.page - 1, "to": pymupdf().Point(0, 0)}
            )

    def _html(self, entries: list[Entry]) -> str:
        subtitle = "".join(f'<p class="subtitle">{escaped(line)}</p>' for line in self._subtitle)
        heads = "".join(f"<th>{head}</th>" for head in ("No.", "Description", "Reference", "Date", "Page"))
        rows = "".join(_row(number, entry) for number, entry in enumerate(entries))
        return f"<h1>{escaped(self._title)}</h1>{subtitle}<table><tr>{heads}</tr>{rows}</table>"


def _row(number: int, entry: Entry) -> str:
    description = _breakable(entry.description, LONGEST_IN_DESCRIPTION)
    reference, date = (_breakable(text, LONGEST_IN_REFERENCE) for text in (entry.reference, entry.date))
    cells = (description, reference, date, str(entry.page))
    return (
        f'<tr><td id="row{number}">{escaped(entry.number)}</td>'
        + "".join(f"<td>{cell}</td>" for cell in cells)
        + "</tr>"
    )


def _breakable(text: str, longest: int) -> str:
    """Escaped, shortened, and with places to break in words that are wider than a column."""
    short = text if len(text) <= DESCRIPTION_CHARACTERS else text[: DESCRIPTION_CHARACTERS - 1] + "…"
    return escaped(re.sub(rf"(\S{{{longest}}})(?=\S)", "\\1\u200b", short))
