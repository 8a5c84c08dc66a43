"""The readers, one file a format; loading them registers them."""

from importlib import import_module

MODULES = (
    "mail.eml",
    "mail.mbox",
    "office.docx",
    "office.odf",
    "office.pptx",
    "office.rtf",
    "office.xlsx",
    "pdf.pymupdf",
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
