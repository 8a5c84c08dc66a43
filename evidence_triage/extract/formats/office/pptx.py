"""PowerPoint presentations (ECMA-376, PresentationML), strict and transitional, slide shows, templates.

Each slide is a span under its number, hidden ones too; then its notes, its comments, and once for all slides what
stands on their masters, save the words that only say where to click.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from evidence_triage.extract.formats.office.docx import drawn
from evidence_triage.extract.formats.office.markup import all_text, attribute, below, child, name_of
from evidence_triage.extract.formats.office.package import Package, about, hand_over_embedded, require
from evidence_triage.extract.output import Output
from evidence_triage.extract.readers import reader
from evidence_triage.extract.source import Source
from evidence_triage.extract.unreadable import Damaged
from evidence_triage.words import Kind

_FIELDS_WITHOUT_WORDS = frozenset({"slidenum"})
_PLACEHOLDERS_WITH_WORDS = frozenset({"ftr", "hdr", "dt"})


@reader("office/pptx", formats=("pptx",), kind=Kind.PRESENTATION, native=True)
def read(source: Source, out: Output) -> None:
    """Gives the slides in their order, then what lies in the file.

    Raises:
        Damaged: the list of slides is missing, or slides could not be read.
    """
    package = Package.of(source)
    main = package.main("ppt/presentation.xml")
    root = require(package.xml(main))
    slides = list(_slides(package, main, root))
    told = about(package)
    out.head(
        title=told.title,
        date=told.date,
        date_as_found=told.date_as_found,
        people=told.people,
        properties=told.properties,
        pages=len(slides),
    )
    for number, name in enumerate(slides, 1):
        _write_slide(package, name, number, out)
    _write_masters(package, main, slides, out)
    hand_over_embedded(package, out)
    if package.damaged:
        raise Damaged(f"{package.damaged} parts of the presentation cannot be read")


def _slides(package: Package, main: str, root: Element) -> Iterator[str]:
    """The slides' parts in the order of the show."""
    targets = {each.id: each.target for each in package.relations(main)}
    for each in below(child(root, "sldIdLst"), "sldId"):
        number = next((value for key, value in each.attrib.items() if key.endswith("}id")), "")
        if number in targets:
            yield targets[number]


def _write_slide(package: Package, name: str, number: int, out: Output) -> None:
    slide = package.xml(name)
    label = f"{number} (hidden)" if slide is not None and attribute(slide, "show") in ("0", "false") else str(number)
    text = lines(slide, masters=False)
    for part in package.related(name, "chart", "diagramData"):
        text += drawn(package.xml(part))
    out.write("" if out.ends_line else "\n")
    out.write(text or "\n", "page", label)
    for part in package.related(name, "notesSlide"):
        _beside(lines(package.xml(part), masters=False), "notes", f"Notes to slide {number}", out)
    for part in package.related(name, "comments"):
        for note in below(package.xml(part), "cm"):
            _beside(all_text(note, "text", "t"), "comment", f"Slide {number}", out)


def _write_masters(package: Package, main: str, slides: list[str], out: Output) -> None:
    """What stands on masters and layouts that a slide uses, each once."""
    layouts = [part for name in slides for part in package.related(name, "slideLayout")]
    masters = [part for name in layouts for part in package.related(name, "slideMaster")]
    masters += package.related(main, "notesMaster", "handoutMaster")
    for part in dict.fromkeys([*layouts, *masters]):
        _beside(lines(package.xml(part), masters=True), "header", "Master", out)


def _beside(text: str, role: str, label: str, out: Output) -> None:
    if text.strip():
        out.write(f"{text.rstrip()}\n", role, label)


def lines(root: Element | None, *, masters: bool) -> str:
    """The text of the shapes below, a paragraph a line, a table's row a line.

    Args:
        root: a slide, notes, or a master.
        masters: leaves out placeholders that are to be filled in, which on masters only say where to click.
    """
    if root is None:
        return ""
    return "".join(f"{line}\n" for line in _lines(root, masters) if line.strip())


def _lines(element: Element, masters: bool) -> Iterator[str]:
    name = name_of(element)
    if masters and name == "sp" and _only_a_place(element):
        return
    if name == "tr":
        yield "\t".join(" ".join(_lines_of(cell, masters)) for cell in element if name_of(cell) == "tc")
    elif name == "p":
        yield _paragraph(element)
    elif name == "AlternateContent":
        way = child(element, "Choice")
        found = list(_lines_of(way, masters)) if way is not None else []
        fallback = child(element, "Fallback")
        yield from found or (list(_lines_of(fallback, masters)) if fallback is not None else [])
    else:
        yield from _lines_of(element, masters)


def _lines_of(element: Element, masters: bool) -> Iterator[str]:
    for each in element:
        yield from _lines(each, masters)


def _paragraph(element: Element) -> str:
    said = []
    for each in element:
        if name_of(each) in ("r", "m"):
            said.append(all_text(each, "t"))
        elif name_of(each) == "br":
            said.append("\n")
        elif name_of(each) == "fld" and attribute(each, "type") not in _FIELDS_WITHOUT_WORDS:
            said.append(all_text(each, "t"))
    return "".join(said)


def _only_a_place(shape: Element) -> bool:
    """Whether a master's shape is a place to be filled in, whose words no slide shows."""
    place = child(shape, "nvSpPr", "nvPr", "ph")
    return place is not None and attribute(place, "type", "obj") not in _PLACEHOLDERS_WITH_WORDS
