"""Excel workbooks (ECMA-376, SpreadsheetML), strict and transitional, macro-enabled, templates.

Each sheet is a span under its name, hidden ones too, a row a line, its cells parted by tabs and shown as their formats
show them; then its formulas, comments, headers and footers, and the words of its drawings.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from evidence_triage.extract.formats.office.docx import drawn
from evidence_triage.extract.formats.office.markup import all_text, attribute, below, child, children, name_of
from evidence_triage.extract.formats.office.number_format import BUILT_IN, shown
from evidence_triage.extract.formats.office.package import Package, about, hand_over_embedded, require
from evidence_triage.extract.output import Output
from evidence_triage.extract.readers import reader
from evidence_triage.extract.source import Source
from evidence_triage.extract.unreadable import Damaged, TooLarge, Unreadable
from evidence_triage.words import Kind

GAP_CELLS = 32
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})$")
_HEADER_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|\d{1,3}|[LCRBIUESXYGHO+-])')
_FIELDS = {"&P": "", "&N": "", "&D": "", "&T": "", "&F": "", "&A": "", "&Z": ""}


@dataclass(frozen=True)
class Sheet:
    """A sheet of the workbook and the part that it lies in."""

    name: str
    part: str
    hidden: bool

    @property
    def label(self) -> str:
        return f"{self.name} (hidden)" if self.hidden else self.name


@reader("office/xlsx", formats=("xlsx",), kind=Kind.SPREADSHEET, native=True)
def read(source: Source, out: Output) -> None:
    """Gives the sheets in their order, then what lies in the file.

    Raises:
        Damaged: the workbook is missing, or sheets could not be read.
    """
    package = Package.of(source)
    main = package.main("xl/workbook.xml")
    told = about(package)
    workbook = Workbook(package, main, out)
    hidden = [("hidden sheet", sheet.name) for sheet in workbook.sheets if sheet.hidden]
    out.head(
        title=told.title,
        date=told.date,
        date_as_found=told.date_as_found,
        people=told.people,
        properties=[*told.properties, *hidden],
        pages=len(workbook.sheets),
    )
    for sheet in workbook.sheets:
        workbook.write(sheet)
    hand_over_embedded(package, out)
    if package.damaged:
        raise Damaged(f"{package.damaged} parts of the workbook cannot be read")


class Workbook:
    """A workbook on its way out."""

    def __init__(self, package: Package, main: str, out: Output) -> None:
        root = require(package.xml(main))
        self._package = package
        self._out = out
        self._since_1904 = attribute_true(child(root, "workbookPr"), "date1904")
        self._strings = [
            _string(each)
            for name in package.related(main, "sharedStrings")
            for each in children(package.xml(name), "si")
        ]
        self._formats = [code for name in package.related(main, "styles") for code in _formats(package.xml(name))]
        targets = {each.id: each.target for each in package.relations(main)}
        self.sheets = [
            Sheet(
                attribute(each, "name"),
                targets.get(_relation(each), ""),
                attribute(each, "state", "visible") != "visible",
            )
            for each in children(child(root, "sheets"), "sheet")
        ]

    def write(self, sheet: Sheet) -> None:
        """One sheet: its cells, and what stands beside them."""
        formulas: list[str] = []
        beside: list[str] = []
        self._out.write("" if self._out.ends_line else "\n")
        self._out.write("".join(self._rows(sheet, formulas, beside)) or "\n", "sheet", sheet.label)
        self._beside("".join(formulas), "comment", f"Formulas: {sheet.name}")
        self._beside("".join(beside), "header", f"Header and footer: {sheet.name}")
        for name in self._package.related(sheet.part, "comments"):
            self._comments(self._package.xml(name))
        for name in self._package.related(sheet.part, "threadedComment"):
            for note in below(self._package.xml(name), "threadedComment"):
                self._beside(all_text(note, "text"), "comment", attribute(note, "ref"))
        for name in (sheet.part, *self._package.related(sheet.part, "drawing")):
            for part in self._package.related(name, "drawing", "chart", "diagramData"):
                self._beside(drawn(self._package.xml(part)), "notes", f"Drawing: {sheet.name}")

    def _beside(self, text: str, role: str, label: str) -> None:
        if text.strip():
            self._out.write(f"{text.rstrip()}\n", role, label)

    def _comments(self, root: Element | None) -> None:
        authors = [each.text or "" for each in below(root, "author")]
        for note in below(root, "comment"):
            number = attribute(note, "authorId")
            author = authors[int(number)] if number.isdigit() and int(number) < len(authors) else ""
            self._beside(all_text(note, "t"), "comment", f"{attribute(note, 'ref')} {author}".strip())

    def _rows(self, sheet: Sheet, formulas: list[str], beside: list[str]) -> Iterator[str]:
        """The sheet's rows as lines; what a later part of the sheet says is added to the lists."""
        for element in self._elements(sheet.part):
            name = name_of(element)
            if name == "row":
                line = self._row(element, formulas)
                element.clear()
                if line:
                    yield f"{line}\n"
            elif name in ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"):
                beside.append(f"{_header(element.text or '')}\n")

    def _elements(self, part: str) -> Iterator[Element]:
        """Each element of a sheet as it ends, so that a sheet of a million rows is never held."""
        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import iterparse

        try:
            for _, element in iterparse(io.BytesIO(self._package.bytes_of(part))):
                yield element
        except TooLarge:
            raise
        except (ParseError, DefusedXmlException, ValueError, LookupError, Unreadable):
            self._package.damaged += 1

    def _row(self, row: Element, formulas: list[str]) -> str:
        cells: list[str] = []
        for cell in row:
            place = attribute(cell, "r")
            column = _column(place)
            cells += [""] * min(column - len(cells), GAP_CELLS) if column is not None else []
            cells.append(self._value(cell))
            formula = child(cell, "f")
            if formula is not None and formula.text:
                formulas.append(f"{place}\t={formula.text}\n")
        return "\t".join(cells).rstrip("\t")

    def _value(self, cell: Element) -> str:
        """A cell as it is shown, on one line."""
        value = child(cell, "v")
        text = value.text or "" if value is not None else ""
        match attribute(cell, "t", "n"):
            case "s":
                text = self._strings[int(text)] if text.isdigit() and int(text) < len(self._strings) else ""
            case "inlineStr":
                text = _string(child(cell, "is"))
            case "b":
                text = {"0": "FALSE", "1": "TRUE"}.get(text, text)
            case "n" if text:
                text = self._number(text, attribute(cell, "s"))
        return text.replace("\n", " ").replace("\t", " ")

    def _number(self, text: str, style: str) -> str:
        code = self._formats[int(style)] if style.isdigit() and int(style) < len(self._formats) else "General"
        try:
            return shown(float(text), code, since_1904=self._since_1904)
        except ValueError:
            return text


def _formats(styles: Element | None) -> list[str]:
    """The number format of each cell style."""
    own = {
        attribute(each, "numFmtId"): attribute(each, "formatCode") for each in below(child(styles, "numFmts"), "numFmt")
    }
    found = []
    for each in children(child(styles, "cellXfs"), "xf"):
        number = attribute(each, "numFmtId", "0")
        found.append(own.get(number) or BUILT_IN.get(int(number) if number.isdigit() else 0, "General"))
    return found


def _string(element: Element | None) -> str:
    """A string's text without the reading aids (phonetics) set beside it."""
    if element is None:
        return ""
    return "".join(
        all_text(each, "t") if name_of(each) == "r" else each.text or ""
        for each in element
        if name_of(each) in ("t", "r")
    )


def _header(code: str) -> str:
    """A header's text without the codes for place and type."""
    for field, text in _FIELDS.items():
        code = code.replace(field, text)
    return " ".join(_HEADER_CODE.sub(" ", code).split())


def _relation(element: Element) -> str:
    return next((value for key, value in element.attrib.items() if key.endswith("}id")), "")


def _column(place: str) -> int | None:
    """The number of a cell's column, from 0."""
    match = _PLACE.match(place)
    if not match:
        return None
    number = 0
    for letter in match[1]:
        number = number * 26 + ord(letter) - 64
    return number - 1


def attribute_true(element: Element | None, name: str) -> bool:
    """Whether an attribute of an element that may be missing is set."""
    return element is not None and attribute(element, name) in ("1", "true", "on")
