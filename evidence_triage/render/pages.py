"""How many pages a file has, and one page as pixels with the boxes of its words (PDF, or a picture's frames).

Params of RENDER_PAGE: `number` from 0; `scale` in pixels a point (1/72 inch); `rotate` in degrees clockwise.
"""

from typing import Any

from evidence_triage.render import opening, pictures
from evidence_triage.render.libraries import pymupdf
from evidence_triage.render.refusal import Unrenderable
from evidence_triage.render.sending import send_pixels
from evidence_triage.sandbox.protocol import PageInfo, Request, Send, Word
from evidence_triage.words import Reason

MOST_PIXELS = 40_000_000
MOST_WORDS = 50_000
MOST_PAGES = 100_000
WORD_CHARACTERS = 1_000
RIGHT_ANGLE = 90


def send_sizes(data: bytes, _: Request, send: Send) -> None:
    """The size of every page in points, as it is shown (upright)."""
    if opening.is_pdf(data):
        document = opening.pdf(data)
        count = min(document.page_count, MOST_PAGES)
        sizes = [_size(document[number]) for number in range(count)]
    else:
        sizes = pictures.frame_sizes(opening.picture(data))
    send(PageInfo(sizes=sizes))


def send_page(data: bytes, request: Request, send: Send) -> None:
    """One page as pixels; too large a page comes at a smaller scale, which its width tells."""
    number, rotate = int(_number(request, "number", 0)), int(_number(request, "rotate", 0))
    scale = _number(request, "scale", 1.0)
    if not opening.is_pdf(data):
        pictures.send_frame(opening.picture(data), number, scale, rotate, send)
        return
    document = opening.pdf(data)
    if not 0 <= number < document.page_count:
        raise Unrenderable(Reason.DAMAGED, "no such page")
    page = document[number]
    page.set_rotation((page.rotation + rotate // RIGHT_ANGLE * RIGHT_ANGLE) % 360)
    scale = min(scale, (MOST_PIXELS / (page.rect.width * page.rect.height)) ** 0.5)
    pixmap = page.get_pixmap(matrix=pymupdf().Matrix(scale, scale), alpha=False, colorspace=pymupdf().csRGB)
    send_pixels(send, pixmap.width, pixmap.height, _rows(pixmap), words=words_of(page))


def words_of(page: Any) -> list[Word]:
    """The page's words in reading order, their boxes as the page is shown."""
    turn = page.rotation_matrix
    found = []
    for x0, y0, x1, y1, text, *_ in page.get_text("words")[:MOST_WORDS]:
        box = pymupdf().Rect(x0, y0, x1, y1) * turn
        found.append(Word(text[:WORD_CHARACTERS], *(round(side, 2) for side in (box.x0, box.y0, box.x1, box.y1))))
    return found


def _size(page: Any) -> tuple[float, float]:
    return (round(page.rect.width, 2), round(page.rect.height, 2))


def _rows(pixmap: Any) -> bytes:
    """The pixels without the padding that rows may have."""
    width = pixmap.width * 3
    samples = bytes(pixmap.samples)
    if pixmap.stride == width:
        return samples
    return b"".join(samples[at : at + width] for at in range(0, pixmap.stride * pixmap.height, pixmap.stride))


def _number(request: Request, name: str, default: float) -> float:
    value = request.params.get(name, default)
    if not isinstance(value, (int, float)):
        raise Unrenderable(Reason.READER_FAILED, f"{name} is no number")
    return value
