"""R2, R3: a PDF is read page by page, with what is attached to it; a locked or damaged one says so and gives what it can."""

import io
from pathlib import Path

import pymupdf
import pytest

from evidence_triage.extract.formats.pdf.pymupdf import iso
from evidence_triage.words import Kind, Place, Reason
from tests.extract.reading import read


def document(*pages: str) -> pymupdf.Document:
    made = pymupdf.open()
    for text in pages:
        made.new_page().insert_text((72, 72), text)
    made.set_metadata({"title": "Report", "author": "A. Ward", "creationDate": "D:20260302101500+01'00'"})
    return made


def saved(made: pymupdf.Document, **how: object) -> bytes:
    file = io.BytesIO()
    made.save(file, **how)
    return file.getvalue()


def test_pages_are_spans_under_their_numbers() -> None:
    got = read(saved(document("First page", "Second page")), "a.pdf")
    assert (got.kind, got.format, got.reason) == (Kind.DOCUMENT, "pdf", None)
    assert got.head is not None
    assert (got.head.title, got.head.date, got.head.pages) == ("Report", "2026-03-02T10:15:00+01:00", 2)
    assert [person.name for person in got.head.people] == ["A. Ward"]
    assert [(label, text.strip()) for label, text in got.stretches("page")] == [
        ("1", "First page"),
        ("2", "Second page"),
    ]
    assert got.was_native


def test_attached_files_are_embedded_parts() -> None:
    made = document("See attached")
    made.embfile_add("scores", b"score;5", filename="scores.csv", desc="secret")
    made[0].add_file_annot((100, 100), b"note", "note.txt")
    got = read(saved(made))
    assert {(part.name, part.data) for part in got.parts} == {("scores.csv", b"score;5"), ("note.txt", b"note")}
    assert all(part.child.place is Place.EMBEDDED for part in got.parts)


def test_comments_and_fields_are_read_too() -> None:
    made = document("Text")
    made[0].add_text_annot((50, 50), "Do not pay this")
    field = pymupdf.Widget()
    field.field_name, field.field_type, field.rect, field.field_value = (
        "payee",
        pymupdf.PDF_WIDGET_TYPE_TEXT,
        pymupdf.Rect(10, 10, 200, 40),
        "Larch Ltd",
    )
    made[0].add_widget(field)
    said = [text.strip() for _, text in read(saved(made)).stretches("comment")]
    assert "Do not pay this" in said
    assert "Larch Ltd" in said


def test_a_locked_pdf_is_encrypted_and_one_without_a_password_to_open_is_read() -> None:
    locked = saved(document("Secret"), encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="x", owner_pw="y")
    got = read(locked)
    assert (got.kind, got.reason, got.text) == (Kind.DOCUMENT, Reason.ENCRYPTED, "")
    assert "Secret" in read(saved(document("Secret"), encryption=pymupdf.PDF_ENCRYPT_AES_256, owner_pw="y")).text


def test_a_pdf_without_its_table_of_contents_is_repaired_and_says_so() -> None:
    whole = saved(document("First page", "Second page"))
    got = read(whole[: whole.rindex(b"xref")])
    assert "First page" in got.text
    assert "repaired" in got.properties


@pytest.mark.parametrize("keep", [9, 60, 400])
def test_a_pdf_cut_off_is_damaged_or_read_as_far_as_it_goes(keep: int) -> None:
    got = read(saved(document("First page"))[:keep])
    assert got.kind is Kind.DOCUMENT
    assert got.reason in (Reason.DAMAGED, None)


def test_a_lie_in_the_name_changes_nothing(tmp_path: Path) -> None:
    assert read(saved(document("Words")), "picture.jpg").format == "pdf"


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ("D:20260302101500Z", "2026-03-02T10:15:00+00:00"),
        ("D:20260302101500-08'00'", "2026-03-02T10:15:00-08:00"),
        ("D:2026", "2026-01-01T00:00:00"),
        ("Monday", None),
    ],
)
def test_dates_keep_their_zone(found: str, expected: str | None) -> None:
    assert iso(found) == expected


def test_the_second_rung_gives_strings_of_a_pdf_of_which_no_document_can_be_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = saved(document("Award to Larch"), deflate=True)
    monkeypatch.setattr(pymupdf, "open", raises)
    got = read(whole)
    assert "Award to Larch" in got.text
    assert got.end is not None
    assert (got.end.rung, got.end.reason) == ("pdf/streams", Reason.DAMAGED)


def raises(*_: object, **__: object) -> None:
    raise RuntimeError("no objects found")


def test_a_pdf_behind_other_bytes_is_one() -> None:
    assert "Words" in read(b"\n\x00junk\n" + saved(document("Words"))).text
