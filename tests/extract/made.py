"""Files made for these tests: packages of office formats with just the parts that a test is about."""

import io
import zipfile
from collections.abc import Mapping

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
O = (  # noqa: E741
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"'
    ' xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0"'
)
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
    "<dc:title>Tender report</dc:title><dc:creator>A. Ward</dc:creator>"
    "<dcterms:created>2026-03-02T10:00:00Z</dcterms:created></cp:coreProperties>"
)


def zipped(members: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP with these members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def relations(*entries: tuple[str, str], outside: tuple[str, ...] = ()) -> str:
    """A part's relations: pairs of type and target, numbered rId1 and on."""
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    body = "".join(
        f'<Relationship Id="rId{n}" Type="{base}/{kind}" Target="{target}"{_mode(target in outside)}/>'
        for n, (kind, target) in enumerate(entries, 1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{body}</Relationships>'


def _mode(outside: bool) -> str:
    return ' TargetMode="External"' if outside else ""


def docx(body: str, parts: Mapping[str, str | bytes] | None = None, links: str = "") -> bytes:
    """A Word document: the body's XML, further parts by name, the relations of the main part."""
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": relations(("officeDocument", "word/document.xml")),
            "docProps/core.xml": CORE,
            "word/document.xml": f"<w:document {W} {R}><w:body>{body}</w:body></w:document>",
            **({"word/_rels/document.xml.rels": links} if links else {}),
            **(parts or {}),
        }
    )


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def xlsx(sheets: Mapping[str, str], parts: Mapping[str, str | bytes] | None = None, hidden: str = "") -> bytes:
    """An Excel workbook: for each sheet the XML of its `sheetData`, or what stands around it too."""
    names = list(sheets)
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"{_hidden(name == hidden)}/>'
        for n, name in enumerate(names, 1)
    )
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
            "docProps/core.xml": CORE,
            "xl/workbook.xml": f"<workbook {S} {R}><sheets>{listed}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": relations(
                *(("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(names) + 1)),
                ("sharedStrings", "sharedStrings.xml"),
                ("styles", "styles.xml"),
            ),
            **{
                f"xl/worksheets/sheet{n}.xml": f"<worksheet {S} {R}>{sheets[name]}</worksheet>"
                for n, name in enumerate(names, 1)
            },
            **(parts or {}),
        }
    )


def _hidden(hidden: bool) -> str:
    return ' state="hidden"' if hidden else ""


def odf(kind: str, body: str, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """An OpenDocument file of this kind (text, spreadsheet, presentation)."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr(
            "content.xml", f"<office:document-content {O}><office:body>{body}</office:body></office:document-content>"
        )
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        for name, data in (parts or {}).items():
            archive.writestr(name, data)
    return file.getvalue()
