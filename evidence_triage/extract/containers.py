"""Formats that share one container, told apart by what stands in it: ZIP, OLE (compound file), gzip, XML."""

import re
import zipfile
from collections.abc import Iterable

from evidence_triage.extract.source import Source
from evidence_triage.words import Kind

_LOCAL_NAME = re.compile(rb"PK\x03\x04.{22}(..)..", re.DOTALL)
_MIMETYPE = re.compile(rb"PK\x03\x04.{22}\x08\x00..mimetype(?:.{0,64}?)(application/[\w.+-]+?)(?=PK|\s|$)", re.DOTALL)

_BY_MEMBER: tuple[tuple[str, str, Kind], ...] = (
    ("word/document", "docx", Kind.DOCUMENT),
    ("xl/workbook.bin", "xlsb", Kind.SPREADSHEET),
    ("xl/workbook", "xlsx", Kind.SPREADSHEET),
    ("ppt/presentation", "pptx", Kind.PRESENTATION),
    ("visio/document", "vsdx", Kind.DOCUMENT),
    ("FixedDocSeq", "xps", Kind.DOCUMENT),
    ("FixedDocumentSequence", "xps", Kind.DOCUMENT),
    ("Documents/1/FixedDoc", "xps", Kind.DOCUMENT),
    ("Index/Presentation.iwa", "key", Kind.PRESENTATION),
    ("Index/Slide", "key", Kind.PRESENTATION),
    ("index.apxl", "key", Kind.PRESENTATION),
    ("Index/CalculationEngine", "numbers", Kind.SPREADSHEET),
    ("index.numbers", "numbers", Kind.SPREADSHEET),
    ("Index/Document.iwa", "pages", Kind.DOCUMENT),
    ("index.xml", "pages", Kind.DOCUMENT),
    ("AndroidManifest.xml", "apk", Kind.ARCHIVE),
    ("META-INF/MANIFEST.MF", "jar", Kind.ARCHIVE),
)
_ROOT_BYTES = 4096
_SINGLE = frozenset({"pages", "numbers", "key"})

BY_TYPE: dict[str, tuple[str, Kind]] = {
    "application/epub+zip": ("epub", Kind.DOCUMENT),
    "application/x-ibooks+zip": ("epub", Kind.DOCUMENT),
    "application/vnd.adobe.indesign-idml-package": ("idml", Kind.DOCUMENT),
    **{
        f"application/vnd.{maker}.{word}{template}": (form, kind)
        for maker in ("oasis.opendocument", "sun.xml")
        for template in ("", "-template", "-master", "-web")
        for word, form, kind in (
            ("text", "odt", Kind.DOCUMENT),
            ("spreadsheet", "ods", Kind.SPREADSHEET),
            ("presentation", "odp", Kind.PRESENTATION),
            ("graphics", "odg", Kind.DOCUMENT),
            ("formula", "odf", Kind.DOCUMENT),
            ("chart", "odc", Kind.DOCUMENT),
            ("writer", "odt", Kind.DOCUMENT),
            ("calc", "ods", Kind.SPREADSHEET),
            ("impress", "odp", Kind.PRESENTATION),
        )
    },
}

_BY_STREAM: tuple[tuple[str, str, Kind], ...] = (
    ("EncryptedPackage", "encrypted-office", Kind.DOCUMENT),
    ("WordDocument", "doc", Kind.DOCUMENT),
    ("Workbook", "xls", Kind.SPREADSHEET),
    ("Book", "xls", Kind.SPREADSHEET),
    ("PowerPoint Document", "ppt", Kind.PRESENTATION),
    ("__properties_version1.0", "msg", Kind.EMAIL),
    ("VisioDocument", "vsd", Kind.DOCUMENT),
    ("Quill", "pub", Kind.DOCUMENT),
    ("\x01Ole10Native", "ole-package", Kind.ARCHIVE),
    ("CONTENTS", "ole-package", Kind.ARCHIVE),
    ("Package", "ole-package", Kind.ARCHIVE),
)
_PROJECT_STREAMS = frozenset({"Props9", "Props12", "Props14"})


def inside(source: Source, form: str, kind: Kind) -> tuple[str, Kind]:
    """The format and kind that a container holds; those of the container itself where it is none of the shared ones."""
    if form == "zip":
        return _of_zip(source) or (form, kind)
    if form == "ole":
        return _of_ole(source) or (form, Kind.OTHER)
    return form, kind


def _of_zip(source: Source) -> tuple[str, Kind] | None:
    told = _MIMETYPE.match(source.head)
    if told and told[1].decode("ascii") in BY_TYPE:
        return BY_TYPE[told[1].decode("ascii")]
    names = _names(source)
    for beginning, form, kind in _BY_MEMBER:
        if any(name.startswith(beginning) for name in names) and (form not in _SINGLE or _is_single(names)):
            return _by_root(source) if form in _SINGLE and "index.xml" in names else (form, kind)
    if "content.xml" in names and "META-INF/manifest.xml" in names:
        return "odt", Kind.DOCUMENT
    return None


def _by_root(source: Source) -> tuple[str, Kind]:
    """Which of Apple's older documents it is, by the root element of its `index.xml`."""
    with zipfile.ZipFile(source.file) as archive, archive.open("index.xml") as opened:
        beginning = opened.read(_ROOT_BYTES)
    return ("numbers", Kind.SPREADSHEET) if b"<ls:document" in beginning else ("pages", Kind.DOCUMENT)


def _is_single(names: Iterable[str]) -> bool:
    """Whether the names are those of one document of Apple's rather than of an archive that has an `index.xml`."""
    return any(
        name.startswith(("Index/", "Metadata/", "QuickLook/", "buildVersionHistory", "thumbs/")) for name in names
    )


def _names(source: Source) -> list[str]:
    """The members' names by the directory; where it is damaged, those that stand in the file's head."""
    source.rewind()
    try:
        with zipfile.ZipFile(source.file) as archive:
            return [name.replace("\\", "/") for name in archive.namelist()]
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, EOFError):
        return list(_names_in(source.head))


def _names_in(head: bytes) -> Iterable[str]:
    for match in _LOCAL_NAME.finditer(head):
        length = int.from_bytes(match[1], "little")
        yield head[match.end() : match.end() + length].decode("utf-8", "replace")


def _of_ole(source: Source) -> tuple[str, Kind] | None:
    """By the streams in the root of a compound file ([MS-CFB])."""
    import olefile

    source.rewind()
    try:
        with olefile.OleFileIO(source.file) as compound:
            names = {entry[0] for entry in compound.listdir()}
    except Exception:  # noqa: BLE001  # olefile raises whatever damage leads it to; the kind is then that of the container
        names = set()
    for stream, form, kind in _BY_STREAM:
        if stream in names:
            return form, kind
    return ("mpp", Kind.DOCUMENT) if names & _PROJECT_STREAMS else None
