"""Pictures (JPEG, PNG, TIFF, HEIC, GIF, WebP, BMP and their like): size, EXIF with place and time, comments; no text.

Sources: EXIF 2.32 (CIPA DC-008), TIFF 6, read by Pillow, which decodes no pixels here; HEIC by pillow-heif.
"""

import re
import warnings
from collections.abc import Iterator
from typing import Any

from evidence_triage.extract.output import Output
from evidence_triage.extract.readers import reader
from evidence_triage.extract.source import Source
from evidence_triage.extract.unreadable import Damaged, TooLarge
from evidence_triage.sandbox.protocol import Person
from evidence_triage.words import Kind

FRAMES = 10_000
VALUE_CHARACTERS = 1_000
_IFDS = ((0x8769, ""), (0x8825, "GPS "), (0xA005, "interoperability "))
_DATES = (
    ("DateTimeOriginal", "OffsetTimeOriginal"),
    ("DateTimeDigitized", "OffsetTimeDigitized"),
    ("DateTime", "OffsetTime"),
)
_DATE = re.compile(r"(\d{4}):(\d\d):(\d\d)[ T](\d\d):(\d\d):(\d\d)")
_OFFSET = re.compile(r"[+-]\d\d:\d\d$")
_IPTC = {
    (2, 5): "title", (2, 25): "keyword", (2, 40): "instructions", (2, 55): "date created", (2, 80): "author", (2, 90): "city",
    (2, 92): "place", (2, 95): "province", (2, 101): "country", (2, 105): "headline", (2, 110): "credit", (2, 116): "copyright",
    (2, 120): "caption", (2, 122): "caption writer",
}  # fmt: skip
_BINARY = frozenset(
    {"MakerNote", "PrintImageMatching", "JPEGThumbnail", "exif", "icc_profile", "photoshop", "mp", "transparency"}
)


@reader(
    "picture/exif",
    formats=("jpeg", "png", "tiff", "heic", "gif", "webp", "bmp", "ico", "psd", "jpeg2000", "avif"),
    kind=Kind.PICTURE,
    native=True,
)
def read(source: Source, out: Output) -> None:
    """Gives the picture's metadata.

    Raises:
        Damaged: it opens with the format's sign and holds no picture.
    """
    picture = _opened(source)
    told = [
        ("width", str(picture.width)),
        ("height", str(picture.height)),
        ("mode", picture.mode),
        *_exif(picture),
        *_iptc(picture),
        *_said(picture),
    ]
    known = dict(reversed(told))
    date, found = _taken(known)
    position = _position(known)
    author = known.get("Artist", "").strip()
    out.head(
        title=known.get("ImageDescription", "").strip(),
        date=date,
        date_as_found=found,
        people=[Person("author", author)] if author else [],
        properties=[*told, *([("GPS position", position)] if position else [])],
        pages=min(getattr(picture, "n_frames", 1), FRAMES),
    )


def _opened(source: Source) -> Any:
    """The picture, its pixels untouched."""
    from PIL import Image, UnidentifiedImageError

    _know_heic()
    source.rewind()
    warnings.simplefilter("ignore")
    try:
        return Image.open(source.file)
    except Image.DecompressionBombError:
        raise TooLarge("a picture of more pixels than are ever opened") from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError):
        raise Damaged("no picture in it") from None


def _know_heic() -> None:
    try:
        import pillow_heif
    except ImportError:
        return
    pillow_heif.register_heif_opener()


def _exif(picture: Any) -> Iterator[tuple[str, str]]:
    """Every tag that EXIF has, in the names of its standard."""
    from PIL import ExifTags

    exif = picture.getexif()
    yield from _tags(exif, ExifTags.TAGS, "")
    for number, prefix in _IFDS:
        names = ExifTags.GPSTAGS if number == 0x8825 else ExifTags.TAGS
        yield from _tags(exif.get_ifd(number), names, prefix)


def _tags(found: Any, names: dict[int, str], prefix: str) -> Iterator[tuple[str, str]]:
    for number, value in found.items():
        name = names.get(number, f"tag {number:#06x}")
        if name not in _BINARY and not isinstance(value, dict):
            text = _shown(value)
            if text:
                yield prefix + name.removeprefix("GPS"), text


def _iptc(picture: Any) -> Iterator[tuple[str, str]]:
    """What press and picture programs note (IPTC-IIM 4.2)."""
    from PIL import IptcImagePlugin

    try:
        found = IptcImagePlugin.getiptcinfo(picture) or {}
    except (OSError, SyntaxError, ValueError, KeyError, TypeError):
        return
    for place, value in found.items():
        if place in _IPTC:
            for each in value if isinstance(value, list) else [value]:
                yield f"IPTC {_IPTC[place]}", _shown(each)


def _said(picture: Any) -> Iterator[tuple[str, str]]:
    """Comments and other words that the format itself keeps (PNG text, JPEG and GIF comments)."""
    for key, value in picture.info.items():
        if key not in _BINARY and isinstance(value, (str, bytes, int, float, tuple)):
            text = _shown(value)
            if text:
                yield key, text


def _shown(value: object) -> str:
    if isinstance(value, bytes):
        value = value.removeprefix(b"ASCII\0\0\0").removeprefix(b"UNICODE\0").strip(b"\0 ")
        text = value.decode("utf-8", "replace") if value.isascii() or _is_text(value) else value[:32].hex(" ")
    elif isinstance(value, tuple):
        text = " ".join(_shown(each) for each in value)
    else:
        text = str(value)
    return text.replace("\0", "").strip()[:VALUE_CHARACTERS]


def _is_text(value: bytes) -> bool:
    try:
        return value.decode("utf-8").isprintable()
    except UnicodeDecodeError:
        return False


def _taken(known: dict[str, str]) -> tuple[str | None, str]:
    """When the picture was taken (else stored), with the camera's zone where it kept one; and as found."""
    for name, offset in _DATES:
        match = _DATE.match(known.get(name, ""))
        if match and match[1] != "0000":
            zone = known.get(offset, "")
            year, month, day, hour, minute, second = match.groups()
            return f"{year}-{month}-{day}T{hour}:{minute}:{second}{zone if _OFFSET.match(zone) else ''}", match[0]
    return None, ""


def _position(known: dict[str, str]) -> str:
    """Latitude and longitude in degrees, north and east positive, to six places; empty where there is none."""
    latitude = _degrees(known.get("GPS Latitude", ""), known.get("GPS LatitudeRef", "N"))
    longitude = _degrees(known.get("GPS Longitude", ""), known.get("GPS LongitudeRef", "E"))
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        return ""
    return f"{latitude:.6f}, {longitude:.6f}"


def _degrees(text: str, side: str) -> float | None:
    """Degrees, minutes and seconds as degrees; south and west negative."""
    try:
        parts = [float(each) for each in text.split()]
    except ValueError:
        return None
    if not parts or any(part != part for part in parts):  # noqa: PLR0124  # not a number: 0/0 in the file
        return None
    found: float = sum(part / 60**power for power, part in enumerate(parts[:3]))
    return -found if side[:1] in ("S", "W") else found
