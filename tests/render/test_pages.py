"""The window gets pixels and word boxes, never the file: pages of PDFs and pictures, upright."""

import io

import pymupdf
import pytest
from PIL import Image

from evidence_triage.errors import NotRendered
from evidence_triage.sandbox import Sandbox
from evidence_triage.words import Reason


def two_pages() -> bytes:
    document = pymupdf.open()
    document.new_page(width=300, height=400).insert_text((50, 100), "alpha beta")
    across = document.new_page(width=400, height=200)
    across.insert_text((20, 50), "gamma")
    across.set_rotation(90)
    return document.tobytes()


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def test_sizes_are_as_shown(sandbox: Sandbox) -> None:
    assert sandbox.pages(two_pages(), "x.pdf").sizes == [(300, 400), (200, 400)]


def test_a_page_comes_with_its_words_where_they_are(sandbox: Sandbox) -> None:
    pixels, data = sandbox.page(two_pages(), "x.pdf", 0, scale=2)
    assert (pixels.width, pixels.height, len(data)) == (600, 800, 600 * 800 * 3)
    assert [word.text for word in pixels.words] == ["alpha", "beta"]
    alpha = pixels.words[0]
    shown = Image.frombytes("RGB", (600, 800), data)
    assert (
        shown.crop(tuple(int(2 * side) for side in (alpha.x0, alpha.y0, alpha.x1, alpha.y1))).getextrema()[0][0] < 100
    )


def test_words_of_a_turned_page_lie_on_it(sandbox: Sandbox) -> None:
    pixels, _ = sandbox.page(two_pages(), "x.pdf", 1)
    gamma = pixels.words[0]
    assert (pixels.width, pixels.height) == (200, 400)
    assert 0 <= gamma.x0 < gamma.x1 <= 200
    assert gamma.y1 - gamma.y0 > gamma.x1 - gamma.x0


def test_a_page_can_be_turned(sandbox: Sandbox) -> None:
    pixels, _ = sandbox.page(two_pages(), "x.pdf", 0, rotate=90)
    assert (pixels.width, pixels.height) == (400, 300)


def test_an_absurd_scale_is_brought_down(sandbox: Sandbox) -> None:
    pixels, data = sandbox.page(two_pages(), "x.pdf", 0, scale=1_000)
    assert pixels.width * pixels.height <= 41_000_000
    assert len(data) == pixels.width * pixels.height * 3


def test_a_page_that_is_not_there_is_refused(sandbox: Sandbox) -> None:
    with pytest.raises(NotRendered):
        sandbox.page(two_pages(), "x.pdf", 2)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "GIF", "WEBP", "BMP", "HEIF"])
def test_pictures_of_every_kind_are_shown(sandbox: Sandbox, kind: str) -> None:
    if kind == "HEIF":
        import pillow_heif

        pillow_heif.register_heif_opener()
    pixels, data = sandbox.picture(saved(Image.new("RGB", (640, 320), (200, 30, 30)), kind), "named.wrong", 64)
    assert (pixels.width, pixels.height) == (64, 32)
    red, green, _ = data[:3]
    assert red > 150 > green


def test_a_picture_stands_upright(sandbox: Sandbox) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    pixels, _ = sandbox.picture(saved(Image.new("RGB", (80, 40)), "JPEG", exif=exif), "x.jpg", 100)
    assert (pixels.width, pixels.height) == (40, 80)
    sizes = sandbox.pages(saved(Image.new("RGB", (80, 40)), "JPEG", exif=exif), "x.jpg").sizes
    assert sizes[0][1] > sizes[0][0]


def test_what_is_transparent_shows_white(sandbox: Sandbox) -> None:
    _, data = sandbox.picture(saved(Image.new("RGBA", (4, 4), (0, 0, 0, 0)), "PNG"), "x.png", 10)
    assert data == b"\xff" * 48


def test_grey_of_sixteen_bits_is_not_white(sandbox: Sandbox) -> None:
    picture = Image.new("I;16", (2, 1))
    picture.putpixel((1, 0), 40_000)
    _, data = sandbox.picture(saved(picture, "TIFF"), "x.tif", 10)
    assert data == b"\x00\x00\x00\xff\xff\xff"


def test_frames_are_counted_and_shown(sandbox: Sandbox) -> None:
    frames = [Image.new("RGB", (10, 10), colour) for colour in ("red", "lime", "blue")]
    data = saved(frames[0], "TIFF", save_all=True, append_images=frames[1:])
    pixels, rows = sandbox.picture(data, "x.tif", 10, frame=2)
    assert pixels.frames == 3
    assert rows[:3] == b"\x00\x00\xff"
    assert len(sandbox.pages(data, "x.tif").sizes) == 3


def test_a_picture_that_unpacks_to_a_wall_is_refused(sandbox: Sandbox) -> None:
    bomb = saved(Image.new("1", (21_000, 21_000)), "PNG")
    with pytest.raises(NotRendered) as refused:
        sandbox.picture(bomb, "x.png", 100)
    assert refused.value.values["reason"] is Reason.TOO_LARGE


@pytest.mark.parametrize("data", [b"", b"plain words", b"\xff\xd8\xff\xe0 cut"])
def test_what_is_no_picture_is_refused(sandbox: Sandbox, data: bytes) -> None:
    with pytest.raises(NotRendered):
        sandbox.picture(data, "x.jpg", 100)
