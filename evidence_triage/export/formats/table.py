"""The index of a bundle as a table that any spreadsheet opens, with no cell that it would take for a formula."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from evidence_triage.disclosure.release import Release
from evidence_triage.export.formats.pages import Volume

COLUMNS = (
    "No.",
    "Reference",
    "Description",
    "Date",
    "Kind",
    "PDF",
    "Page",
    "Pages",
    "File as found",
    "SHA-256 as found",
)
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
NOTE = "In index.csv a cell that begins with = + - @, tab or return has an apostrophe before it."


def harmless(cell: str) -> str:
    """The cell as text: an apostrophe stands before what a spreadsheet would take for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA_SIGNS) else cell


def write_table(release: Release, volumes: Iterable[Volume], natives: Mapping[str, str], file: Path) -> None:
    """A line an item; UTF-8 with a mark, since spreadsheets read it by that."""
    placed = {
        sheet.item.reference: (volume.file, page, sheet.pages) for volume in volumes for sheet, page in volume.places()
    }
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        lines = csv.writer(opened)
        lines.writerow(COLUMNS)
        for item in release.items:
            pdf, page, pages = placed[item.reference]
            found = item.native.sha256 if item.native else ""
            cells = (item.number, item.reference, item.description, item.date, item.kind, pdf, page, pages)
            lines.writerow([harmless(str(cell)) for cell in (*cells, natives.get(item.reference, ""), found)])
