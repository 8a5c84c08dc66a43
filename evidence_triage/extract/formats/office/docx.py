"""Word documents (ECMA-376, WordprocessingML), strict and transitional, macro-enabled, templates, flat XML.

Everything that a person may have seen or meant to hide is given: text with its list numbers, tables, text boxes,
headers and footers, foot- and endnotes, comments with their authors, inserted text, and deleted text marked as such.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from evidence_triage.extract.formats.office.markup import all_text, attribute, below, child, name_of
from evidence_triage.extract.formats.office.numbering import Numbering
from evidence_triage.extract.formats.office.package import Package, about, hand_over_embedded, require
from evidence_triage.extract.output import Output
from evidence_triage.extract.readers import reader
from evidence_triage.extract.source import Source
from evidence_triage.extract.unreadable import Damaged
from evidence_triage.words import Kind

_SPELT = {
    "tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "‑", "softHyphen": "\xad", "ptab": "\t",
}  # fmt: skip
_SILENT = frozenset(
    {
        "pPr",
        "rPr",
        "instrText",
        "delInstrText",
        "sectPr",
        "tblPr",
        "trPr",
        "tcPr",
        "sdtPr",
        "fldData",
        "rubyPr",
        "binData",
    }
)
_DELETED = frozenset({"del", "moveFrom"})
_NOTES = (("footnotes", "Footnote", "footnote"), ("endnotes", "Endnote", "endnote"))


def is_flat(text: str) -> bool:
    """Whether the text is a Word document as one XML file (flat OPC)."""
    return "<pkg:package" in text[:2000] and "/word/document.xml" in text


@reader("office/docx", formats=("docx",), kind=Kind.DOCUMENT, native=True, sniff=is_flat, precision=70)
def read(source: Source, out: Output) -> None:
    """Gives the text, then what stands beside it, then what lies in it.

    Raises:
        Damaged: the main part is missing, or parts of the document could not be read.
    """
    package = Package.of(source)
    main = package.main("word/document.xml")
    told = about(package)
    out.head(
        title=told.title,
        date=told.date,
        date_as_found=told.date_as_found,
        people=told.people,
        properties=told.properties,
    )
    document = Document(package, main, out)
    document.write_body()
    document.write_beside()
    hand_over_embedded(package, out, document.described)
    if package.damaged:
        raise Damaged(f"{package.damaged} parts of the document cannot be read")


class Document:
    """A document on its way out. `described`: what it says of the pictures that lie in it."""

    def __init__(self, package: Package, main: str, out: Output) -> None:
        self._package = package
        self._main = main
        self._out = out
        self._body = require(package.xml(main))
        parts = {kind: package.xml(name) for kind in ("numbering", "styles") for name in package.related(main, kind)}
        self._numbering = Numbering.of(parts.get("numbering"), parts.get("styles"))
        self.described = self._descriptions()

    def write_body(self) -> None:
        self._write(self._body, "")
        for name in self._package.related(self._main, "chart", "diagramData"):
            self._out.write(drawn(self._package.xml(name)))

    def write_beside(self) -> None:
        """Headers, footers, notes and comments, after the text that they belong to."""
        for kind in ("header", "footer"):
            for name in self._package.related(self._main, kind):
                self._beside(self._package.xml(name), "header", kind.capitalize())
        for relation, label, element in _NOTES:
            for name in self._package.related(self._main, relation):
                for note in below(self._package.xml(name), element):
                    if attribute(note, "type") not in ("separator", "continuationSeparator"):
                        self._beside(note, "notes", f"{label} {attribute(note, 'id')}")
        for name in self._package.related(self._main, "comments"):
            for note in below(self._package.xml(name), "comment"):
                self._beside(note, "comment", attribute(note, "author"))

    def _beside(self, element: Element | None, role: str, label: str) -> None:
        """One stretch of text with a role of its own; where it is empty, nothing."""
        text = "".join(text for text, _ in self._pieces(element, "")).strip() if element is not None else ""
        if text:
            self._out.write("" if self._out.ends_line else "\n")
            self._out.write(f"{text}\n", role, label)

    def _write(self, element: Element, deleted_by: str) -> None:
        for text, by in self._pieces(element, deleted_by):
            if by:
                self._out.write(text, "comment", f"deleted by {by}")
            else:
                self._out.write(text)

    def _pieces(self, element: Element, by: str) -> Iterator[tuple[str, str]]:
        """The text below an element with who deleted it ("" where it stands)."""
        name = name_of(element)
        if name in _SILENT:
            return
        if name in ("t", "delText"):
            yield element.text or "", by
        elif name in _SPELT:
            yield _SPELT[name], by
        elif name == "sym":
            yield _symbol(element), by
        elif name == "p":
            yield from self._paragraph(element, by)
        elif name == "tr":
            yield from self._row(element, by)
        elif name == "AlternateContent":
            yield from self._inside((child(element, "Choice"), child(element, "Fallback")), by)
        elif name == "ruby":
            yield f"{all_text(child(element, 'rubyBase'), 't')} ({all_text(child(element, 'rt'), 't')})", by
        else:
            by = (attribute(element, "author") or "somebody") if name in _DELETED else by
            for each in element:
                yield from self._pieces(each, by)

    def _inside(self, ways: tuple[Element | None, ...], by: str) -> Iterator[tuple[str, str]]:
        """The first of several ways to show the same that has any text."""
        for way in ways:
            pieces = [piece for each in way for piece in self._pieces(each, by)] if way is not None else []
            if any(text.strip() for text, _ in pieces):
                yield from pieces
                return

    def _paragraph(self, element: Element, by: str) -> Iterator[tuple[str, str]]:
        number = self._numbering.before(element)
        if number:
            yield number, by
        for each in element:
            yield from self._pieces(each, by)
        yield "\n", by

    def _row(self, element: Element, by: str) -> Iterator[tuple[str, str]]:
        """A table's row on one line, its cells parted by tabs; a cell of several paragraphs keeps its lines."""
        for at, cell in enumerate(below_directly(element, "tc")):
            pieces = list(self._pieces(cell, by))
            while pieces and not pieces[-1][0].strip():
                pieces.pop()
            if at:
                yield "\t", by
            yield from pieces
        yield "\n", by

    def _descriptions(self) -> dict[str, str]:
        """For each picture's part its names and descriptions as the document gives them, wherever it is shown."""
        found: dict[str, dict[str, None]] = {}
        others = self._package.related(self._main, "header", "footer", "footnotes", "endnotes", "comments")
        for part in (self._main, *others):
            targets = {each.id: each.target for each in self._package.relations(part)}
            for picture, words in pictures(self._body if part == self._main else self._package.xml(part)):
                found.setdefault(targets.get(picture, ""), {}).update(dict.fromkeys(words))
        return {part: "; ".join(words) for part, words in found.items()}


def pictures(root: Element | None) -> Iterator[tuple[str, list[str]]]:
    """Each picture's relation, with the names and descriptions that stand beside it."""
    for drawing in below(root, "inline", "anchor"):
        shown = child(drawing, "docPr")
        words = [attribute(shown, key) for key in ("name", "title", "descr")] if shown is not None else []
        words += [attribute(each, "name") for each in below(drawing, "cNvPr")]
        for picture in below(drawing, "blip"):
            yield attribute(picture, "embed"), [word for word in words if word]
    for picture in below(root, "imagedata"):
        yield attribute(picture, "id"), [word for word in (attribute(picture, "title"),) if word]


def below_directly(row: Element, name: str) -> Iterator[Element]:
    """Cells of a row, also those in content controls."""
    for each in row:
        if name_of(each) == name:
            yield each
        elif name_of(each) in ("sdt", "sdtContent", "ins", "del", "customXml"):
            yield from below_directly(each, name)


def _symbol(element: Element) -> str:
    code = attribute(element, "char")
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    return chr(value - 0xF000) if 0xF020 <= value <= 0xF0FF else chr(value) if value < 0xD800 else ""


def drawn(root: Element | None) -> str:
    """The words of a chart or a diagram, a paragraph or a series of values a line."""
    lines = [all_text(each, "t") for each in below(root, "p")]
    series = below(root, "strCache", "numCache", "multiLvlStrCache")
    lines += ["\t".join(value.text or "" for value in below(each, "v")) for each in series]
    return "".join(f"{line}\n" for line in dict.fromkeys(lines) if line.strip())
