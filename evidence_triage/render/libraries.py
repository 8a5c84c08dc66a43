"""The two libraries that draw, loaded when first used and set up the same way everywhere."""

from functools import cache
from types import ModuleType
from typing import cast

MOST_PIXELS = 400_000_000


@cache
def pymupdf() -> ModuleType:
    """PyMuPDF, silent: what it would print may repeat material."""
    import pymupdf as library

    library.TOOLS.mupdf_display_errors(False)
    library.TOOLS.mupdf_display_warnings(False)
    return cast("ModuleType", library)


@cache
def pillow() -> ModuleType:
    """Pillow's `Image` with HEIC, refusing pictures that unpack to more than a page could ever show."""
    import pillow_heif
    from PIL import Image

    pillow_heif.register_heif_opener()
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2
    return Image
