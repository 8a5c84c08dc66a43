"""R25: text is set as pages that show every script, can be searched, and are never markup or empty."""

import pymupdf
import pytest

from evidence_triage.sandbox import Sandbox


def pages_of(sandbox: Sandbox, text: str, **params: object) -> pymupdf.Document:
    product, data = sandbox.set_pages(text.encode(), "item.txt", {"source": "text", **params})
    document = pymupdf.open(stream=data, filetype="pdf")
    assert product.pages == document.page_count
    return document


def words_of(document: pymupdf.Document) -> str:
    return " ".join("".join(page.get_text() for page in document).split())


def has_ink(page: pymupdf.Page) -> bool:
    return not page.get_pixmap(colorspace=pymupdf.csGRAY).is_unicolor


def test_text_and_heading_can_be_found_again(sandbox: Sandbox) -> None:
    shown = words_of(
        pages_of(
            sandbox, "The panel meets.", title="Lot 4", heading=[["From", "ward@example.test"]], note="Set from text"
        )
    )
    for words in ("Lot 4", "From", "ward@example.test", "Set from text", "The panel meets."):
        assert words in shown


def test_markup_in_text_is_text(sandbox: Sandbox) -> None:
    hostile = "<script>alert(1)</script> <img src='file:///etc/passwd'> &amp; <b>bold</b>"
    document = pages_of(sandbox, hostile, title=hostile, heading=[[hostile, hostile]])
    assert words_of(document).count("<script>alert(1)</script>") == 4
    assert not document[0].get_images()


@pytest.mark.parametrize("text", ["Привет мир", "Grüße, ça va", "你好世界", "שלום", "€ “quoted” — ﬁ"])
def test_other_scripts_can_be_found_again(sandbox: Sandbox, text: str) -> None:
    assert words_of(pages_of(sandbox, text)) == text


@pytest.mark.parametrize("text", ["مرحبا بالعالم", "😀👍🏽", "नमस्ते", "ไทย", "\x00\x01\x02", "\u200b?"])
def test_every_script_leaves_ink(sandbox: Sandbox, text: str) -> None:
    assert has_ink(pages_of(sandbox, text)[0])


def test_an_empty_text_still_has_its_heading(sandbox: Sandbox) -> None:
    document = pages_of(sandbox, "", title="Nothing in it")
    assert document.page_count == 1
    assert "Nothing in it" in words_of(document)


def test_no_line_of_a_long_text_is_lost(sandbox: Sandbox) -> None:
    document = pages_of(sandbox, "\n".join(f"line number {number} of many" for number in range(2_500)))
    shown = words_of(document)
    assert all(f"line number {number} of" in shown for number in range(0, 2_500, 97))
    assert all(has_ink(page) for page in document)


def test_a_word_wider_than_the_page_is_broken_not_cut(sandbox: Sandbox) -> None:
    shown = "".join(words_of(pages_of(sandbox, "A" * 3_000)).split())
    assert shown == "A" * 3_000


def test_spans_show_their_labels(sandbox: Sandbox) -> None:
    shown = words_of(pages_of(sandbox, "onetwo", spans=[[0, 3, "sheet", "Payments"], [3, 6, "sheet", "Bids"]]))
    assert shown == "Payments one Bids two"


def test_the_same_text_gives_the_same_bytes(sandbox: Sandbox) -> None:
    params: dict[str, object] = {"source": "text", "title": "T"}
    assert sandbox.set_pages(b"x y z", "a", params)[1] == sandbox.set_pages(b"x y z", "a", params)[1]
