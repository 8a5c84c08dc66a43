"""R4: of a picture the metadata are kept: where and when it was taken, by which camera, what was noted in it."""

import io

import pillow_heif
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from evidence_triage.words import Kind, Reason
from tests.extract.reading import Read, read

pillow_heif.register_heif_opener()


def exif() -> Image.Exif:
    made = Image.Exif()
    made[0x010F], made[0x0110], made[0x013B], made[0x010E] = "Acme", "Phone 7", "A. Ward", "Site visit"
    made.get_ifd(0x8769).update({0x9003: "2026:03:02 10:15:00", 0x9011: "+01:00"})
    made.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 2.52), 3: "W", 4: (0.0, 7.0, 28.56)})
    return made


def picture(form: str, **how: object) -> Read:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(file, form, **how)
    return read(file.getvalue(), "holiday.txt")


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF", "WEBP", "HEIF"])
def test_place_time_and_camera(form: str) -> None:
    got = picture(form, exif=exif().tobytes())
    assert (got.kind, got.reason, got.text) == (Kind.PICTURE, None, "")
    assert got.head is not None
    assert got.head.date == "2026-03-02T10:15:00+01:00"
    assert got.head.date_as_found == "2026:03:02 10:15:00"
    assert got.properties["GPS position"] == "51.500700, -0.124600"
    assert got.properties["Model"] == "Phone 7"
    assert got.head.title == "Site visit"
    assert [person.name for person in got.head.people] == ["A. Ward"]


@pytest.mark.parametrize(
    ("form", "named"),
    [
        ("JPEG", "jpeg"),
        ("PNG", "png"),
        ("GIF", "gif"),
        ("BMP", "bmp"),
        ("TIFF", "tiff"),
        ("WEBP", "webp"),
        ("HEIF", "heic"),
    ],
)
def test_every_kind_of_picture_is_known_by_its_content(form: str, named: str) -> None:
    got = picture(form)
    assert (got.kind, got.format, got.reason) == (Kind.PICTURE, named, None)
    assert (got.properties["width"], got.properties["height"]) == ("40", "30")


def test_words_in_a_png_are_kept() -> None:
    words = PngInfo()
    words.add_text("Comment", "pay on Friday")
    assert picture("PNG", pnginfo=words).properties["Comment"] == "pay on Friday"


def test_a_position_that_is_none_is_not_told() -> None:
    broken = exif()
    broken.get_ifd(0x8825).update({2: (951.0, 30.0, 2.52)})
    assert "GPS position" not in picture("JPEG", exif=broken).properties


@pytest.mark.parametrize(
    "data", [b"\xff\xd8\xff\xe0garbage", b"\x89PNG\r\n\x1a\nnothing", b"GIF89a", b"II*\0\xff\xff\xff\xff"]
)
def test_a_picture_that_is_none_is_damaged_and_stays_a_picture(data: bytes) -> None:
    got = read(data)
    assert (got.kind, got.reason) == (Kind.PICTURE, Reason.DAMAGED)


def test_a_picture_of_a_billion_pixels_is_told_by_its_header_alone() -> None:
    header = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (60_000).to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0"
    assert read(header + b"\0\0\0\0").reason in (Reason.TOO_LARGE, Reason.DAMAGED)
