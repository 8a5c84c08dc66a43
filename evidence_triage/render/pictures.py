"""Pictures as pixels: upright by their EXIF, in RGB, on white where they are transparent.

Params of RENDER_PICTURE: `max_side` in pixels, `frame` from 0 (GIF, TIFF, HEIC may have several).
"""

from typing import Any

from evidence_triage.render import opening
from evidence_triage.render.libraries import pillow
from evidence_triage.render.refusal import Unrenderable
from evidence_triage.render.sending import send_pixels
from evidence_triage.sandbox.protocol import Request, Send
from evidence_triage.words import Reason

DEFAULT_SIDE = 2_048
MOST_FRAMES = 10_000
POINTS_AN_INCH = 72.0
SCREEN_DPI = 96.0
PLAUSIBLE_DPI = (30.0, 2_400.0)
_SIDEWAYS = frozenset({5, 6, 7, 8})
_ORIENTATION = 0x0112


def send_picture(data: bytes, request: Request, send: Send) -> None:
    """One frame, at most `max_side` pixels a side."""
    side = int(str(request.params.get("max_side", DEFAULT_SIDE)))
    frame = int(str(request.params.get("frame", 0)))
    source = opening.picture(data)
    frames = frame_count(source)
    shown = upright(source, frame, side)
    send_pixels(send, shown.width, shown.height, shown.tobytes(), words=[], frames=frames)


def send_frame(source: Any, number: int, scale: float, rotate: int, send: Send) -> None:
    """A frame as if it were a page: `scale` in pixels a point."""
    sizes = frame_sizes(source)
    if not 0 <= number < len(sizes):
        raise Unrenderable(Reason.DAMAGED, "no such frame")
    shown = upright(source, number, max(1, round(max(sizes[number]) * scale)))
    turned = shown.rotate(-rotate, expand=True) if rotate else shown
    send_pixels(send, turned.width, turned.height, turned.tobytes(), words=[], frames=len(sizes))


def frame_count(source: Any) -> int:
    """How many frames the picture has (up to `MOST_FRAMES`)."""
    return min(int(getattr(source, "n_frames", 1)), MOST_FRAMES)


def frame_sizes(source: Any) -> list[tuple[float, float]]:
    """The size of each frame in points, by its own resolution where that is plausible."""
    sizes = []
    for number in range(frame_count(source)):
        _go_to(source, number)
        dpi = _dpi(source)
        width, height = (side * POINTS_AN_INCH / dpi for side in source.size)
        sideways = source.getexif().get(_ORIENTATION) in _SIDEWAYS
        sizes.append((round(height, 2), round(width, 2)) if sideways else (round(width, 2), round(height, 2)))
    return sizes


def upright(source: Any, frame: int, max_side: int) -> Any:
    """A frame in RGB, turned as its EXIF says, no side longer than `max_side`.

    Raises:
        Unrenderable: it cannot be unpacked.
    """
    from PIL import ImageOps

    _go_to(source, frame)
    try:
        source.draft("RGB", (max_side, max_side))
        turned = ImageOps.exif_transpose(source)
        shown = _on_white(turned)
    except MemoryError:
        raise
    except pillow().DecompressionBombError as error:
        raise Unrenderable(Reason.TOO_LARGE, "too many pixels") from error
    except Exception as error:
        raise Unrenderable(Reason.DAMAGED, f"{type(error).__name__}: {error}") from error
    shown.thumbnail((max_side, max_side))
    return shown


def _on_white(picture: Any) -> Any:
    """In RGB, transparent places white; 16-bit grey brought to 8 bits by its own range."""
    if picture.mode in {"I", "F", "I;16", "I;16B", "I;16L"}:
        return _stretched(picture).convert("RGB")
    if picture.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        paper = pillow().new("RGBA", seen.size, (255, 255, 255, 255))
        return pillow().alpha_composite(paper, seen).convert("RGB")
    return picture.convert("RGB")


def _stretched(picture: Any) -> Any:
    grey = picture.convert("F")
    low, high = grey.getextrema()
    return grey.point(lambda value: value * (255.0 / (high - low or 1)) - low * (255.0 / (high - low or 1))).convert(
        "L"
    )


def _go_to(source: Any, frame: int) -> None:
    try:
        source.seek(frame)
    except (EOFError, OSError, ValueError) as error:
        raise Unrenderable(Reason.DAMAGED, "no such frame") from error


def _dpi(source: Any) -> float:
    try:
        dpi = float(source.info.get("dpi", (SCREEN_DPI,))[0])
    except (TypeError, ValueError, ZeroDivisionError, IndexError):
        return SCREEN_DPI
    return dpi if PLAUSIBLE_DPI[0] <= dpi <= PLAUSIBLE_DPI[1] else SCREEN_DPI
