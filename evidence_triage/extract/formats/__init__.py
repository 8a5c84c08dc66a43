"""The readers, one file a format; loading them registers them."""

from importlib import import_module

MODULES = (
    "archive.packed",
    "archive.seven_zip",
    "archive.tar",
    "archive.zip",
    "chat.whatsapp_text",
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
    "office.bare",
    "pdf.streams",
    "text.plain",
)

PURE = ("olefile",)
NATIVE = (
    "PIL.ExifTags",
    "PIL.Image",
    "PIL.JpegImagePlugin",
    "PIL.PngImagePlugin",
    "charset_normalizer",
    "defusedxml.ElementTree",
    "msoffcrypto",
    "pillow_heif",
    "py7zr",
    "pymupdf",
)


def load() -> None:
    """Registers every reader, once."""
    for name in MODULES:
        import_module(f"{__name__}.{name}")


def preload() -> None:
    """Loads what pure Python needs, readers and their libraries."""
    load()
    for name in PURE:
        import_module(name)


def preload_native() -> None:
    """Loads the libraries by which compiled code reads, and those parts of theirs that load late."""
    for name in NATIVE:
        import_module(name)
