"""The readers, one file a format; loading them registers them."""

from importlib import import_module

MODULES = (
    "archive.packed",
    "archive.seven_zip",
    "archive.tar",
    "archive.zip",
    "mail.eml",
    "mail.mbox",
    "office.docx",
    "office.locked",
    "office.odf",
    "office.ole_package",
    "office.pptx",
    "office.rtf",
    "office.xlsx",
    "pdf.pymupdf",
    "picture.exif",
    "table.separated",
    "web.page",
    "web.xml",
    "text.plain",
)


def load() -> None:
    """Registers every reader, once."""
    for name in MODULES:
        import_module(f"{__name__}.{name}")


def preload() -> None:
    """Loads also what the readers themselves load late."""
    load()
    for name in ("pymupdf", "charset_normalizer"):
        import_module(name)
