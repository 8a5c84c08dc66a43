"""The line at the foot of a bundle's page: where the foot is free, on it; where it is not, on a strip added below."""

from typing import Any

from evidence_triage.render.libraries import pymupdf
from evidence_triage.render.typeset import escaped

STRIP_POINTS = 22.0
SIZE_POINTS = 8.0
BASELINE_POINTS = 8.0
FONT = "helv"
PAPER = 255


def stamp(page: Any, words: str) -> None:
    """Writes the words at the foot of the page, over nothing that is drawn there."""
    if not page.is_wrapped:
        page.wrap_contents()
    if not _foot_is_free(page):
        _lengthen(page)
    box = page.rect
    if _plain(words):
        width = pymupdf().get_text_length(words, fontname=FONT, fontsize=SIZE_POINTS)
        page.insert_text(
            (max((box.x0 + box.x1 - width) / 2, 4), box.y1 - BASELINE_POINTS),
            words,
            fontname=FONT,
            fontsize=SIZE_POINTS,
        )
    else:
        foot = pymupdf().Rect(box.x0 + 24, box.y1 - STRIP_POINTS + 5, box.x1 - 24, box.y1 - 4)
        page.insert_htmlbox(foot, f'<p style="{_STYLE}">{escaped(words)}</p>', scale_low=0)


_STYLE = f"font-family: sans-serif; font-size: {SIZE_POINTS}pt; text-align: center; margin: 0"


def _plain(words: str) -> bool:
    """Whether the built-in font has every letter; setting the others takes twenty times as long."""
    return words.isprintable() and words.encode("latin-1", "ignore").decode("latin-1") == words


def _foot_is_free(page: Any) -> bool:
    """Whether the strip at the foot shows bare paper."""
    strip = pymupdf().Rect(page.rect.x0, page.rect.y1 - STRIP_POINTS, page.rect.x1, page.rect.y1)
    seen = page.get_pixmap(clip=strip, colorspace=pymupdf().csGRAY, alpha=False)
    samples = bytes(seen.samples)
    return samples.count(PAPER) == len(samples)


def _lengthen(page: Any) -> None:
    """Makes the page longer at its foot by a strip of paper; what it showed stays where it was, and nothing more shows."""
    library = pymupdf()
    seen = _seen_box(page)
    library.TOOLS._insert_contents(page, b"q %g %g %g %g re W n\n" % (seen.x0, seen.y0, seen.width, seen.height), False)
    library.TOOLS._insert_contents(page, b"\nQ\n", True)
    page.set_mediabox(library.Rect(seen.x0, seen.y0 - STRIP_POINTS, seen.x1, seen.y1))


def _seen_box(page: Any) -> Any:
    """The part of the page that shows, in the page's own coordinates (upwards)."""
    for name in ("CropBox", "MediaBox"):
        kind, value = page.parent.xref_get_key(page.xref, name)
        if kind == "array":
            return pymupdf().Rect(*(float(side) for side in value.strip("[]").split())).normalize()
    return pymupdf().Rect(0, 0, page.rect.width, page.rect.height)
