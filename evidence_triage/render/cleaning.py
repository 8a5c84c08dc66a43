"""Someone else's PDF made into pages that can do nothing: drawn content stays, everything that acts or tells goes.

Built up, not cut down: pages are copied into a new document with their content and resources alone, after annotations
and form fields were drawn into them. Then every object is gone through, and keys that act, call, embed or describe are
taken out wherever they stand.
"""

from dataclasses import dataclass
from typing import Any

from evidence_triage.render import opening
from evidence_triage.render.libraries import pymupdf

PAGE_KEYS = frozenset({"Type", "Parent", "Contents", "Resources", "MediaBox", "CropBox", "Rotate", "Group", "UserUnit"})
CATALOG_KEYS = frozenset({"Type", "Pages"})
DEAD_TYPES = frozenset(
    {"/Action", "/Annot", "/Filespec", "/F", "/EmbeddedFile", "/Metadata", "/Sig", "/SigRef", "/Collection"}
)
STREAM_KEYS = (
    *("F", "FFilter", "FDecodeParms", "Ref", "OPI", "Alternates", "PS", "Subtype2", "AF", "Metadata", "PieceInfo"),
    *("LastModified", "StructParent", "StructParents", "Measure", "PtData", "AA", "A", "JS", "URI"),
)


EQUAL_JOINED, UNUSED_DROPPED = 4, 2
PAGES_COMPARED = 1_500


@dataclass(frozen=True)
class Cleaned:
    """A clean PDF and what in it is not as it was."""

    data: bytes
    pages: int
    notes: list[str]


def cleaned(data: bytes) -> Cleaned:
    """The pages of a PDF, upright, without anything that acts, is hidden, or tells of its making.

    Raises:
        Unrenderable: it is encrypted or damaged beyond its pages.
    """
    source = opening.pdf(data)
    notes = _notes(source)
    source = _as_shown(source)
    clean = pymupdf().open()
    clean.insert_pdf(source, links=False, annots=False, widgets=False)
    disarm(clean)
    return Cleaned(saved(clean), clean.page_count, notes)


def saved(document: Any, title: str = "") -> bytes:
    """The document's bytes: no object without a use, nothing that changes by the day.

    Up to `PAGES_COMPARED` fonts are reduced to what is used and equal objects joined; both take minutes beyond.
    """
    small = document.page_count <= PAGES_COMPARED
    if small:
        document.subset_fonts()
    document.set_metadata({"title": title} if title else {})
    document.del_xml_metadata()
    tidiness = EQUAL_JOINED if small else UNUSED_DROPPED
    return bytes(document.tobytes(garbage=tidiness, deflate=True, use_objstms=1, no_new_id=True))


def disarm(document: Any) -> None:
    """Takes out what acts, calls, embeds or tells. Pages and the catalogue keep only the keys that draw.

    Other dictionaries may use any name for a resource, so there objects go by their type, and only streams, whose
    keys have one meaning each, by key.
    """
    _keep(document, document.pdf_catalog(), CATALOG_KEYS)
    for page in document:
        _keep(document, page.xref, PAGE_KEYS)
    for xref in range(1, document.xref_length()):
        if document.xref_get_key(xref, "Type")[1] in DEAD_TYPES or document.xref_get_key(xref, "Subtype")[1] == "/PS":
            _empty(document, xref)
        elif document.xref_is_stream(xref):
            for key in set(document.xref_get_keys(xref)).intersection(STREAM_KEYS):
                document.xref_set_key(xref, key, "null")


def _keep(document: Any, xref: int, keys: frozenset[str]) -> None:
    for key in set(document.xref_get_keys(xref)) - keys:
        document.xref_set_key(xref, key, "null")


def _empty(document: Any, xref: int) -> None:
    if document.xref_is_stream(xref):
        document.update_stream(xref, b" ")
    document.update_object(xref, "<<>>")


def _as_shown(source: Any) -> Any:
    """The document as it shows itself when opened: annotations and fields drawn in, rotated pages turned upright."""
    source = _with_shown_layers(source)
    source.bake()
    for page in source:
        page.remove_rotation()
    return source


def _with_shown_layers(source: Any) -> Any:
    """Where layers are switched off, the pages drawn anew without them; elsewhere the document itself."""
    layers = source.get_ocgs()
    if all(layer["on"] for layer in layers.values()):
        return source
    return pymupdf().open(stream=source.convert_to_pdf(), filetype="pdf")


def _notes(source: Any) -> list[str]:
    notes = []
    if not all(layer["on"] for layer in source.get_ocgs().values()):
        notes.append("Layers that the file keeps hidden are not shown; they are in the native file.")
    if source.embfile_count():
        notes.append(f"{source.embfile_count()} embedded files are not part of the pages.")
    if source.is_repaired:
        notes.append("The file was damaged and was repaired to be shown.")
    return notes
