"""OpenDocument texts, spreadsheets, presentations and drawings (ISO/IEC 26300), packed or as one flat XML file.

Text with tables, notes, comments and deleted text, sheets and pages as spans under their names, headers and footers
from the styles; macros and pictures as parts. Also OpenOffice.org 1, whose elements bear the same names.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from evidence_triage.extract.containers import BY_TYPE
from evidence_triage.extract.formats.archive.zipped import Zipped
from evidence_triage.extract.formats.office.markup import all_text, attribute, below, child, name_of, parse
from evidence_triage.extract.output import Output
from evidence_triage.extract.readers import reader
from evidence_triage.extract.source import Source
from evidence_triage.extract.unreadable import Damaged, Encrypted, TooLarge, Unreadable
from evidence_triage.sandbox.protocol import Person
from evidence_triage.words import Kind, Place

PART_BYTES = 256 << 20
REPEATED = 64
_PARAGRAPHS = frozenset({"p", "h"})
_SILENT = frozenset(
    {"scripts", "font-face-decls", "automatic-styles", "styles", "settings", "meta", "tracked-changes", "forms", "binary-data",
     "sequence-decls", "annotation-end", "event-listeners", "table-source", "variable-decls", "user-field-decls"}
)  # fmt: skip
_NOT_PARTS = ("content.xml", "styles.xml", "meta.xml", "settings.xml", "mimetype", "manifest.rdf")
_NOT_FOLDERS = ("META-INF/", "Configurations2/", "Thumbnails/", "layout-cache", "ObjectReplacements/")


def is_flat(text: str) -> bool:
    """Whether the text is an OpenDocument as one XML file."""
    return "<office:document" in text[:4000] and "urn:oasis:names:tc:opendocument" in text[:8000]


@reader(
    "office/odf",
    formats=("odt", "ods", "odp", "odg", "odf", "odc"),
    kind=Kind.DOCUMENT,
    native=True,
    sniff=is_flat,
    precision=70,
)
def read(source: Source, out: Output) -> None:
    """Gives the text, then what lies in the file.

    Raises:
        Encrypted: its parts are.
        Damaged: its content is missing or no XML.
    """
    if source.head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        root = parse(source.whole())
        form, kind = BY_TYPE.get(attribute(root, "mimetype"), ("odt", Kind.DOCUMENT))
        out.head(kind=kind, format=form)
        _write([root], [root], out)
        return
    source.rewind()
    archive = Zipped(source.file)
    meta, content, styles = (_part(archive, name) for name in ("meta.xml", "content.xml", "styles.xml"))
    if content is None and _is_encrypted(archive):
        out.head(properties=list(_properties([each for each in (meta,) if each is not None])))
        raise Encrypted("its parts are encrypted")
    _write(
        [each for each in (meta,) if each is not None], [each for each in (content, styles) if each is not None], out
    )
    _hand_over(archive, out)
    if content is None:
        raise Damaged("its content is missing or damaged")


def _part(archive: Zipped, name: str) -> Element | None:
    member = archive.named(name)
    try:
        return parse(archive.read(member, PART_BYTES)) if member else None
    except TooLarge:
        raise
    except Unreadable:
        return None


def _is_encrypted(archive: Zipped) -> bool:
    manifest = _part(archive, "META-INF/manifest.xml")
    return next(below(manifest, "encryption-data"), None) is not None


def _write(meta: list[Element], parts: list[Element], out: Output) -> None:
    properties = list(_properties(meta))
    known = dict(reversed(properties))
    date = known.get("creation-date") or known.get("date") or ""
    authors = [known[key] for key in ("initial-creator", "creator") if known.get(key)]
    out.head(
        title=known.get("title", ""),
        date=date[:19] or None,
        date_as_found=date,
        people=[Person("author", each) for each in dict.fromkeys(authors)],
        properties=properties,
        pages=sum(1 for part in parts for _ in below(part, "table", "page")) if _has_sheets(parts) else 0,
    )
    for part in parts:
        Content(part, out).write()


def _has_sheets(parts: list[Element]) -> bool:
    return any(next(below(part, "spreadsheet", "presentation"), None) is not None for part in parts)


def _properties(parts: list[Element]) -> Iterator[tuple[str, str]]:
    for part in parts:
        for element in below(part, "meta"):
            for each in element:
                name = attribute(each, "name") if name_of(each) == "user-defined" else name_of(each)
                text = "".join(each.itertext()).strip()
                if text:
                    yield name, text


class Content:
    """The content of one part on its way out."""

    def __init__(self, root: Element, out: Output) -> None:
        self._root = root
        self._out = out
        self._beside: list[tuple[str, str, str]] = []

    def write(self) -> None:
        """The body with its sheets and pages, deleted text, then headers, footers, notes and comments."""
        for body in below(self._root, "body"):
            self._body(body)
        for macro in below(self._root, "source-code"):
            self._beside.append(("".join(macro.itertext()), "notes", "Macro"))
        for change in below(self._root, "deletion"):
            text = "".join(self._text(each) for each in change if name_of(each) != "change-info")
            self._beside.append((text, "comment", f"deleted by {all_text(change, 'creator')}"))
        for page in below(self._root, "master-page"):
            for place in page:
                role = name_of(place)
                if role.startswith(("header", "footer")):
                    self._beside.append((self._text(place), "header", role.partition("-")[0].capitalize()))
                elif role in ("frame", "custom-shape"):
                    self._beside.append((self._master_text(place), "header", "Master"))
        for text, role, label in self._beside:
            if text.strip():
                self._out.write("" if self._out.ends_line else "\n")
                self._out.write(f"{text.strip()}\n", role, label)

    def _body(self, body: Element) -> None:
        for kind in body:
            for each in kind:
                name = name_of(each)
                if name == "table" and name_of(kind) == "spreadsheet":
                    self._out.write(self._text(each) or "\n", "sheet", attribute(each, "name"))
                elif name == "page":
                    self._page(each)
                else:
                    self._out.write("".join(self._pieces(each)))

    def _page(self, page: Element) -> None:
        notes = child(page, "notes")
        if notes is not None:
            self._beside.append((self._text(notes), "notes", f"Notes: {attribute(page, 'name')}"))
            page.remove(notes)
        self._out.write(self._text(page) or "\n", "page", attribute(page, "name"))

    def _master_text(self, frame: Element) -> str:
        """What stands on a master page, save the places that are to be filled in."""
        return "" if attribute(frame, "placeholder") == "true" else self._text(frame)

    def _text(self, element: Element) -> str:
        return "".join(self._pieces(element))

    def _pieces(self, element: Element) -> Iterator[str]:
        """The text below an element, with what follows inside it; notes and comments are set aside."""
        name = name_of(element)
        if name in _SILENT or not name:
            return
        if name in ("note", "annotation", "title", "desc"):
            self._set_aside(element, name)
            return
        if name == "table-row":
            yield from self._row(element)
            return
        yield {
            "tab": "\t",
            "tab-stop": "\t",
            "line-break": "\n",
            "s": " " * min(_count(attribute(element, "c", "1")), 200),
        }.get(name, "")
        yield element.text or "" if _holds_text(name) else ""
        for each in element:
            yield from self._pieces(each)
            yield each.tail or "" if _holds_text(name) else ""
        if name in _PARAGRAPHS:
            yield "\n"

    def _set_aside(self, element: Element, name: str) -> None:
        if name == "note":
            label = attribute(element, "note-class", "note").capitalize()
            number = "".join(child_text(element, "note-citation"))
            self._beside.append((self._text_of(child(element, "note-body")), "notes", f"{label} {number}".strip()))
        elif name in ("title", "desc"):
            self._beside.append(("".join(element.itertext()), "notes", "Description"))
        else:
            author = "".join(child_text(element, "creator"))
            said = [self._text(each) for each in element if name_of(each) in ("p", "list", "h")]
            self._beside.append(("".join(said), "comment", author))

    def _text_of(self, element: Element | None) -> str:
        return self._text(element) if element is not None else ""

    def _row(self, row: Element) -> Iterator[str]:
        cells: list[str] = []
        for cell in row:
            if name_of(cell) not in ("table-cell", "covered-table-cell"):
                continue
            text = " ".join(self._text(cell).split("\n")).strip()
            formula = attribute(cell, "formula")
            text = f"{text} [{formula}]" if formula and text else text
            cells += [text] * (min(_count(attribute(cell, "number-columns-repeated", "1")), REPEATED) if text else 1)
        line = "\t".join(cells).rstrip("\t")
        if line:
            yield f"{line}\n"


def _holds_text(name: str) -> bool:
    """Whether characters directly in such an element are text and no indentation of the file."""
    return name in _PARAGRAPHS or name in (
        "span", "a", "s", "ruby-base", "ruby-text", "title", "annotation", "meta-field", "bookmark-ref", "reference-ref",
        "date", "time", "page-number", "sequence", "note-ref", "user-defined", "placeholder", "mi", "mn", "mo", "mtext",
        "text-input", "drop-down", "creator", "author-name", "file-name", "subject", "keywords", "description", "sheet-name",
        "database-display", "variable-get", "variable-set", "user-field-get", "conditional-text", "hidden-text", "expression",
    )  # fmt: skip


def _count(text: str) -> int:
    return int(text) if text.isdigit() and len(text) < 8 else 1


def child_text(element: Element, name: str) -> Iterator[str]:
    """The characters of the first element of this name directly below."""
    found = child(element, name)
    if found is not None:
        yield from found.itertext()


def _hand_over(archive: Zipped, out: Output) -> None:
    """Pictures, embedded documents and macros."""
    for member in archive.members:
        if member.is_folder or member.name in _NOT_PARTS or member.name.startswith(_NOT_FOLDERS):
            continue
        if not member.size or member.name.endswith(
            ("/styles.xml", "/settings.xml", "/meta.xml", "script-lb.xml", "script-lc.xml")
        ):
            continue
        name = member.name.rpartition("/")[2]
        out.child(Place.EMBEDDED, name, member.name, archive.blocks(member), inline=member.name.startswith("Pictures/"))
