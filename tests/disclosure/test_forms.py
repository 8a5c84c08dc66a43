"""What pages are made from, and how a file is called, follow from its content."""

import pytest

from evidence_triage.disclosure.forms import suffix_of, way_of
from evidence_triage.words import Kind


@pytest.mark.parametrize(
    ("kind", "form", "has_text", "has_bytes", "way"),
    [
        (Kind.DOCUMENT, "pdf", True, True, "pdf"),
        (Kind.DOCUMENT, "pdf", True, False, "text"),
        (Kind.DOCUMENT, "docx", True, True, "office"),
        (Kind.PICTURE, "jpeg", False, True, "picture"),
        (Kind.PICTURE, "wmf", False, True, "slip"),
        (Kind.EMAIL, "eml", True, True, "text"),
        (Kind.AUDIO, "mp3", False, True, "slip"),
        (Kind.ARCHIVE, "zip", True, True, "slip"),
        (Kind.CONVERSATION, "whatsapp-text", True, True, "slip"),
    ],
)
def test_each_kind_has_its_way_to_pages(kind: Kind, form: str, has_text: bool, has_bytes: bool, way: str) -> None:
    assert way_of(kind, form, has_text=has_text, has_bytes=has_bytes) == way


def test_no_file_is_handed_over_under_the_ending_of_a_program() -> None:
    assert [suffix_of(form) for form in ("exe", "lnk", "elf", "chm", "bat", "../x", "unknown")] == [".bin"] * 7
    assert [suffix_of(form) for form in ("eml", "jpeg", "text")] == [".eml", ".jpg", ".txt"]
