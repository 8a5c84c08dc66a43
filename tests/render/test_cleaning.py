"""R25: someone else's PDF becomes pages that show the same and can do nothing."""

import io

import pymupdf
import pytest
from PIL import Image

from evidence_triage.errors import NotRendered
from evidence_triage.sandbox import Sandbox
from evidence_triage.words import Reason

MARKERS = (
    b"JavaScript",
    b"/JS",
    b"OpenAction",
    b"/AA",
    b"EmbeddedFile",
    b"Filespec",
    b"/URI",
    b"/Launch",
    b"/Annots",
    b"SECRETMETA",
)


def hostile_pdf() -> bytes:
    """A PDF with everything that acts: scripts, actions, files within, links, a comment, a form, metadata, a turned page."""
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((72, 100), "visible words")
    page.add_text_annot((200, 200), "a comment")
    page.add_freetext_annot(pymupdf.Rect(72, 300, 300, 340), "typed over")
    page.insert_link({"kind": pymupdf.LINK_URI, "from": pymupdf.Rect(0, 0, 50, 50), "uri": "https://evil.test/"})
    document.embfile_add("inner.exe", b"MZ payload")
    document.set_metadata({"title": "SECRETMETA", "author": "SECRETMETA"})
    document.xref_set_key(document.pdf_catalog(), "OpenAction", "<</S/JavaScript/JS(app.alert\\(1\\))>>")
    document.xref_set_key(page.xref, "AA", "<</O<</S/Launch/F(cmd.exe)>>>>")
    turned = document.new_page(width=400, height=200)
    turned.insert_text((20, 100), "turned page")
    turned.set_rotation(90)
    return document.tobytes()


def everything_in(data: bytes) -> bytes:
    """Every object and unpacked stream of a PDF."""
    document = pymupdf.open(stream=data, filetype="pdf")
    parts = [document.pdf_trailer().encode()]
    for xref in range(1, document.xref_length()):
        parts.append(document.xref_object(xref).encode())
        if document.xref_is_stream(xref):
            parts.append(document.xref_stream(xref))
    return b"\n".join(parts)


def test_nothing_that_acts_is_left(sandbox: Sandbox) -> None:
    before, (_, after) = hostile_pdf(), sandbox.set_pages(hostile_pdf(), "x.pdf", {"source": "pdf"})
    assert [marker for marker in MARKERS if marker not in everything_in(before)] == []
    assert [marker for marker in MARKERS if marker in everything_in(after)] == []
    assert b"/ID" not in after


def test_what_was_to_be_seen_is_still_to_be_seen(sandbox: Sandbox) -> None:
    product, data = sandbox.set_pages(hostile_pdf(), "x.pdf", {"source": "pdf"})
    document = pymupdf.open(stream=data, filetype="pdf")
    assert "visible words" in document[0].get_text()
    assert "typed over" in document[0].get_text()
    assert "1 embedded files are not part of the pages." in product.notes


def test_a_turned_page_stands_upright(sandbox: Sandbox) -> None:
    _, data = sandbox.set_pages(hostile_pdf(), "x.pdf", {"source": "pdf"})
    page = pymupdf.open(stream=data, filetype="pdf")[1]
    assert page.rotation == 0
    assert (page.rect.width, page.rect.height) == (200, 400)
    assert "turned page" in page.get_text()


def test_a_layer_that_is_off_stays_unseen(sandbox: Sandbox) -> None:
    document = pymupdf.open()
    layer = document.add_ocg("draft", on=False)
    document.new_page().insert_text((72, 100), "hidden words", oc=layer)
    document[0].insert_text((72, 200), "shown words")
    product, data = sandbox.set_pages(document.tobytes(), "x.pdf", {"source": "pdf"})
    text = pymupdf.open(stream=data, filetype="pdf")[0].get_text()
    assert "shown words" in text
    assert "hidden words" not in text
    assert any("Layers" in note for note in product.notes)


def test_resources_with_names_like_actions_stay(sandbox: Sandbox) -> None:
    """A font may be called /F or /AA: what draws is not what acts."""
    document = pymupdf.open()
    page = document.new_page()
    page.insert_font(fontname="AA", fontbuffer=pymupdf.Font("helv").buffer)
    page.insert_text((72, 100), "odd names", fontname="AA")
    _, data = sandbox.set_pages(document.tobytes(), "x.pdf", {"source": "pdf"})
    assert "odd names" in pymupdf.open(stream=data, filetype="pdf")[0].get_text()


def test_the_same_file_gives_the_same_bytes(sandbox: Sandbox) -> None:
    data = hostile_pdf()
    params: dict[str, object] = {"source": "pdf"}
    assert sandbox.set_pages(data, "a", params)[1] == sandbox.set_pages(data, "a", params)[1]


def test_a_locked_pdf_says_so(sandbox: Sandbox) -> None:
    document = pymupdf.open()
    document.new_page()
    locked = document.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="x", owner_pw="y")
    with pytest.raises(NotRendered) as refused:
        sandbox.set_pages(locked, "x.pdf", {"source": "pdf"})
    assert refused.value.values["reason"] is Reason.ENCRYPTED


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 nothing", b"MZ"])
def test_what_is_no_pdf_is_refused(sandbox: Sandbox, data: bytes) -> None:
    with pytest.raises(NotRendered):
        sandbox.set_pages(data, "x.pdf", {"source": "pdf"})


def test_a_picture_becomes_a_page_without_its_metadata(sandbox: Sandbox) -> None:
    picture, exif = Image.new("RGB", (400, 200), "red"), Image.Exif()
    exif[0x010E] = "SECRETMETA"
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif)
    assert b"SECRETMETA" in out.getvalue()
    product, data = sandbox.set_pages(out.getvalue(), "x.jpg", {"source": "picture"})
    assert product.pages == 1
    assert b"SECRETMETA" not in everything_in(data)
