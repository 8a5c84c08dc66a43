"""The package of Office Open XML (ECMA-376, part 2): parts, their relations, what the document says of itself.

A package is a ZIP, or one XML file with every part in it (flat OPC). Relations lead from part to part; their targets
outside the package are told as properties and never followed.
"""

import base64
import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, tostring

from evidence_triage.extract.formats.archive.zipped import Zipped
from evidence_triage.extract.formats.office.markup import all_text, attribute, below, child, name_of, parse
from evidence_triage.extract.output import Output
from evidence_triage.extract.source import Source
from evidence_triage.extract.unreadable import Damaged, TooLarge, Unreadable
from evidence_triage.sandbox.protocol import Person
from evidence_triage.words import Place

PART_BYTES = 256 << 20


@dataclass(frozen=True)
class Relation:
    """Where a part points. `type` is the last word of its address; `target` a part's name, or an address outside."""

    id: str
    type: str
    target: str
    outside: bool


class Package:
    """The parts of an office file. `damaged` counts those that could not be read."""

    def __init__(self, names: list[str], read: Callable[[str], bytes], *, recovered: bool = False) -> None:
        self.names = names
        self._read = read
        self._known = {name.lower(): name for name in names}
        self.recovered = recovered
        self.damaged = 0

    @classmethod
    def of(cls, source: Source) -> "Package":
        """The package of a file.

        Raises:
            Damaged: no part can be found in it.
        """
        source.rewind()
        if source.head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
            return cls._flat(parse(source.whole()))
        archive = Zipped(source.file)

        def read(name: str) -> bytes:
            member = archive.named(name)
            return archive.read(member, PART_BYTES) if member else b""

        return cls(archive.names(), read, recovered=archive.recovered)

    @classmethod
    def _flat(cls, root: Element) -> "Package":
        parts = {attribute(part, "name").lstrip("/"): part for part in below(root, "part")}

        def read(name: str) -> bytes:
            held = child(parts[name], "xmlData")
            if held is not None and len(held):
                return tostring(held[0])
            return base64.b64decode(all_text(parts[name], "binaryData"))

        return cls(list(parts), read)

    def has(self, name: str) -> bool:
        return name.lower() in self._known

    def bytes_of(self, name: str) -> bytes:
        """A part's bytes; names differ in case without meaning it.

        Raises:
            Unreadable: the part is damaged, encrypted or too large.
        """
        return self._read(self._known.get(name.lower(), name))

    def xml(self, name: str) -> Element | None:
        """A part's root element; null where there is none that can be read, which `damaged` counts.

        Raises:
            TooLarge: the part unpacks to more than is ever parsed.
        """
        if not self.has(name):
            return None
        try:
            return parse(self.bytes_of(name))
        except TooLarge:
            raise
        except Unreadable:
            self.damaged += 1
            return None

    def relations(self, name: str) -> list[Relation]:
        """Where a part ("" for the package itself) points."""
        folder, base = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        return [_relation(each, folder) for each in below(root, "Relationship")]

    def related(self, name: str, *types: str) -> list[str]:
        """The parts that a part points at by relations of these types, in their order."""
        return [each.target for each in self.relations(name) if each.type in types and not each.outside]

    def main(self, otherwise: str) -> str:
        """The part that the file is about."""
        return next(iter(self.related("", "officeDocument")), otherwise)


def _relation(element: Element, folder: str) -> Relation:
    target, outside = attribute(element, "Target"), attribute(element, "TargetMode").lower() == "external"
    if not outside:
        target = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    return Relation(attribute(element, "Id"), attribute(element, "Type").rpartition("/")[2], target, outside)


@dataclass(frozen=True)
class About:
    """What a document says of itself, in the names it uses."""

    title: str
    date: str | None
    date_as_found: str
    people: list[Person]
    properties: list[tuple[str, str]]


def about(package: Package) -> About:
    """Core, extended and custom properties, and where the file points outside itself."""
    properties = [*_core(package), *_extended(package), *_custom(package), *_links(package)]
    if package.recovered:
        properties.append(("repaired", "its directory was damaged; parts were found by searching"))
    known = dict(reversed(properties))
    date = known.get("created") or known.get("modified") or ""
    authors = [known[key] for key in ("creator", "lastModifiedBy") if known.get(key)]
    return About(
        known.get("title", ""),
        date or None,
        date,
        [Person("author", each) for each in dict.fromkeys(authors)],
        properties,
    )


def _core(package: Package) -> Iterator[tuple[str, str]]:
    for part in package.related("", "core-properties") or ["docProps/core.xml"]:
        root = package.xml(part)
        for element in root if root is not None else ():
            if element.text and element.text.strip():
                yield name_of(element), element.text.strip()


def _extended(package: Package) -> Iterator[tuple[str, str]]:
    for part in package.related("", "extended-properties") or ["docProps/app.xml"]:
        root = package.xml(part)
        for element in root if root is not None else ():
            if not len(element) and element.text and element.text.strip():
                yield name_of(element), element.text.strip()


def _custom(package: Package) -> Iterator[tuple[str, str]]:
    for part in package.related("", "custom-properties") or ["docProps/custom.xml"]:
        for element in below(package.xml(part), "property"):
            value = "".join(element.itertext()).strip()
            if value:
                yield attribute(element, "name"), value


def _links(package: Package) -> Iterator[tuple[str, str]]:
    """Addresses outside the file that its parts point at (hyperlinks, linked pictures, templates), each once."""
    seen = set()
    for name in package.names:
        if name.endswith(".rels"):
            folder, base = posixpath.split(posixpath.dirname(name))[0], posixpath.basename(name)[: -len(".rels")]
            for each in package.relations(posixpath.join(folder, base)):
                if each.outside and each.target not in seen:
                    seen.add(each.target)
                    yield f"link ({each.type})", each.target


EMBEDDED_FOLDERS = ("media", "embeddings", "activeX", "diagrams/media")


def hand_over_embedded(package: Package, out: Output, described: dict[str, str] | None = None) -> None:
    """Pictures, sound and files that lie in the package, and parts in another format (altChunk, macros)."""
    for name in package.names:
        if not _is_embedded(name):
            continue
        about_it = [("description", described[name])] if described and described.get(name) else []
        try:
            data = package.bytes_of(name)
        except Unreadable as error:
            out.child_without_bytes(Place.EMBEDDED, posixpath.basename(name), name, error.reason)
            continue
        out.child(Place.EMBEDDED, posixpath.basename(name), name, data, properties=about_it, inline="/media/" in name)


def _is_embedded(name: str) -> bool:
    lowered = name.lower()
    if name.endswith("/") or lowered.endswith((".rels", ".xml", ".vml")):
        return False
    return any(f"/{folder.lower()}/" in f"/{lowered}" for folder in EMBEDDED_FOLDERS) or lowered.endswith(
        (".html", ".htm", ".mht", ".rtf", ".docx", "vbaproject.bin", ".eml")
    )


def require(element: Element | None) -> Element:
    """The main part.

    Raises:
        Damaged: it is missing or cannot be read.
    """
    if element is None:
        raise Damaged("its main part is missing or damaged")
    return element
