"""A file opened for drawing: a PDF, or a picture with its frames as pages. Its bytes decide which, never its name."""

import io
from typing import Any

from evidence_triage.render.libraries import pillow, pymupdf
from evidence_triage.render.refusal import Unrenderable
from evidence_triage.words import Reason

PICTURE_FORMATS = (
    "JPEG",
    "PNG",
    "TIFF",
    "GIF",
    "WEBP",
    "BMP",
    "HEIF",
    "JPEG2000",
    "PPM",
    "ICO",
    "TGA",
    "PCX",
    "MPO",
    "DIB",
)
_PDF_WITHIN = 1024


def is_pdf(data: bytes) -> bool:
    """Whether the bytes are a PDF's; some begin with a few others."""
    return b"%PDF-" in data[:_PDF_WITHIN]


def pdf(data: bytes) -> Any:
    """The PDF as a document of PyMuPDF, unlocked where it needs no password to be read.

    Raises:
        Unrenderable: it is encrypted, or has no page that can be found.
    """
    try:
        document = pymupdf().open(stream=data, filetype="pdf")
    except Exception as error:
        raise Unrenderable(Reason.DAMAGED, str(error)) from error
    if document.needs_pass and not document.authenticate(""):
        raise Unrenderable(Reason.ENCRYPTED, "a password is needed")
    if document.page_count < 1:
        raise Unrenderable(Reason.DAMAGED, "no page in it")
    return document


def picture(data: bytes) -> Any:
    """The picture, opened but not yet unpacked.

    Raises:
        Unrenderable: its bytes are no picture's, or unpack to too many pixels.
    """
    library = pillow()
    try:
        return library.open(io.BytesIO(data), formats=[each for each in PICTURE_FORMATS if each in _known()])
    except library.DecompressionBombError as error:
        raise Unrenderable(Reason.TOO_LARGE, "too many pixels") from error
    except Exception as error:
        raise Unrenderable(Reason.UNKNOWN_KIND, "neither a PDF nor a picture that is known") from error


def _known() -> set[str]:
    library = pillow()
    library.init()
    return set(library.OPEN)
