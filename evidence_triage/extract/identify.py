"""What a file is, by its content: bytes that a format opens with, what stands in its container, what its text looks like.

The name never decides. Where the content allows several formats of text, its suffix may choose among them.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from evidence_triage.extract import containers, formats
from evidence_triage.extract.encodings import looks_like_text
from evidence_triage.extract.readers import Reader, sniffers
from evidence_triage.extract.salvage import looks_random
from evidence_triage.extract.signatures import ENCRYPTED, by_opening
from evidence_triage.extract.source import Source
from evidence_triage.extract.unreadable import Encrypted, Unreadable
from evidence_triage.words import Kind

PDF_WITHIN_BYTES = 1024  # readers of PDF look for its sign this far, and so do its forgers
_PDF_SIGN = b"%PDF-1."


@dataclass(frozen=True)
class Identified:
    """`hindrance`: why it cannot be read, where identifying shows that already."""

    kind: Kind
    format: str
    hindrance: Unreadable | None = None


def identify(source: Source, native: Callable[[], None]) -> Identified:
    """The kind and format of a file. `native` is called before compiled code guesses among old encodings."""
    formats.load()
    if source.size == 0:
        return Identified(Kind.OTHER, "empty")
    opening = by_opening(source.head)
    if opening and not _text_by_chance(opening[0], source):
        return _opened(opening, source, native)
    reader = _text(source, native)
    if (reader is None or reader.precision == 0) and _PDF_SIGN in source.head[:PDF_WITHIN_BYTES]:
        return Identified(Kind.DOCUMENT, "pdf")
    if reader is not None:
        return Identified(reader.kind, reader.formats[0])
    if looks_random(source.head):
        return Identified(Kind.OTHER, "unknown", Encrypted("no structure at all, as in an encrypted volume"))
    return Identified(Kind.OTHER, "unknown")


def _opened(opening: tuple[str, Kind], source: Source, native: Callable[[], None]) -> Identified:
    """A format by its first bytes, told apart further where it is a container of many formats."""
    form, kind = opening
    if form == "zip":
        native()
    with suppress(Exception):  # whatever damage leads to, it is at least what its first bytes say
        form, kind = containers.inside(source, *opening)
    hindrance = Encrypted("encrypted as a whole") if form in ENCRYPTED else None
    return Identified(kind, form, hindrance)


def _text_by_chance(form: str, source: Source) -> bool:
    """Whether two or four letters that open a format ("BM", "FORM", "MZ") open a text here."""
    return form in _LETTERS and source.sample is not None and looks_like_text(source.head)


_LETTERS = frozenset({"bmp", "exe", "aiff", "bzip2", "ogg", "registry", "mp3", "dwg", "cpio", "parquet"})


def _text(source: Source, native: Callable[[], None]) -> Reader | None:
    """The reader that knows this text as its own; null where it is no text."""
    decoded = source.sample
    if decoded is None and looks_like_text(source.head):
        native()
        decoded = source.guessed
    if decoded is None:
        return None
    fitting = [reader for reader in sniffers() if reader.sniff and reader.sniff(decoded.text)]
    return max(fitting, key=lambda each: (each.precision, source.suffix in each.suffixes), default=None)
