"""R2, R3: of a Word document everything is read that a person saw or meant to hide."""

import pytest

from evidence_triage.words import Kind, Place, Reason
from tests.extract.made import W, docx, paragraph, relations, zipped
from tests.extract.reading import read


def test_text_tables_and_what_it_says_of_itself() -> None:
    table = (
        "<w:tbl><w:tr><w:tc>" + paragraph("Bidder") + "</w:tc><w:tc>" + paragraph("Score") + "</w:tc></w:tr></w:tbl>"
    )
    got = read(docx(paragraph("The panel met.") + table + paragraph("End.")), "report.docx")
    assert (got.kind, got.format, got.reason) == (Kind.DOCUMENT, "docx", None)
    assert got.text == "The panel met.\nBidder\tScore\nEnd.\n"
    assert got.head is not None
    assert (got.head.title, got.head.date) == ("Tender report", "2026-03-02T10:00:00Z")
    assert [person.name for person in got.head.people] == ["A. Ward"]


def test_deleted_text_is_marked_with_who_deleted_it_and_inserted_text_stands() -> None:
    body = (
        "<w:p><w:r><w:t>Award to </w:t></w:r><w:del w:author='K. Osei'><w:r><w:delText>Birch</w:delText></w:r></w:del>"
        "<w:ins w:author='K. Osei'><w:r><w:t>Larch</w:t></w:r></w:ins></w:p>"
    )
    got = read(docx(body))
    assert got.text == "Award to BirchLarch\n"
    assert got.stretches("comment") == [("deleted by K. Osei", "Birch")]


def beside() -> bytes:
    links = relations(("header", "header1.xml"), ("footnotes", "footnotes.xml"), ("comments", "comments.xml"))
    parts = {
        "word/header1.xml": f"<w:hdr {W}>{paragraph('Council confidential')}</w:hdr>",
        "word/footnotes.xml": f"<w:footnotes {W}><w:footnote w:type='separator' w:id='0'>{paragraph('---')}</w:footnote>"
        f"<w:footnote w:id='2'>{paragraph('See minute 4')}</w:footnote></w:footnotes>",
        "word/comments.xml": f"<w:comments {W}><w:comment w:id='1' w:author='R. Ward'>{paragraph('Delete this')}</w:comment></w:comments>",
    }
    return docx(paragraph("Body."), parts, links)


def test_headers_notes_and_comments_stand_under_their_names() -> None:
    got = read(beside())
    assert got.stretches("header") == [("Header", "Council confidential\n")]
    assert got.stretches("notes") == [("Footnote 2", "See minute 4\n")]
    assert got.stretches("comment") == [("R. Ward", "Delete this\n")]


NUMBERING = (
    f"<w:numbering {W}><w:abstractNum w:abstractNumId='7'><w:lvl w:ilvl='0'><w:start w:val='4'/><w:numFmt w:val='decimal'/>"
    "<w:lvlText w:val='%1.'/></w:lvl><w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='lowerRoman'/><w:lvlText w:val='%1.%2'/>"
    "</w:lvl></w:abstractNum><w:num w:numId='3'><w:abstractNumId w:val='7'/></w:num></w:numbering>"
)


def item(text: str, level: int) -> str:
    return paragraph(text, f"<w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='3'/></w:numPr></w:pPr>")


def test_paragraphs_bear_the_numbers_that_word_shows() -> None:
    body = item("Price", 0) + item("Fees", 1) + item("Costs", 1) + item("Term", 0) + item("Start", 1)
    got = read(docx(body, {"word/numbering.xml": NUMBERING}, relations(("numbering", "numbering.xml"))))
    assert got.text.splitlines() == ["4. Price", "4.i Fees", "4.ii Costs", "5. Term", "5.i Start"]


def test_pictures_and_files_within_are_parts_and_links_are_told() -> None:
    links = relations(
        ("image", "media/image1.png"), ("hyperlink", "https://example.test/pay"), outside=("https://example.test/pay",)
    )
    got = read(docx(paragraph("x"), {"word/media/image1.png": b"\x89PNG", "word/embeddings/a.xlsx": b"PK"}, links))
    assert {(part.name, part.data, part.child.inline) for part in got.parts} == {
        ("image1.png", b"\x89PNG", True),
        ("a.xlsx", b"PK", False),
    }
    assert all(part.child.place is Place.EMBEDDED for part in got.parts)
    assert got.properties["link (hyperlink)"] == "https://example.test/pay"


def test_a_text_box_that_stands_in_two_ways_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('In the box')}</w:txbxContent>"
    body = (
        "<w:p><w:r><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert read(docx(body)).text.count("In the box") == 1


def test_a_document_cut_off_gives_the_parts_that_are_whole() -> None:
    whole = docx(
        "".join(paragraph(f"Line {n}") for n in range(50)), {"word/media/picture.bin": bytes(range(256)) * 400}
    )
    got = read(whole[: len(whole) // 2], "cut.docx")
    assert (got.kind, got.format) == (Kind.DOCUMENT, "docx")
    assert "Line 49" in got.text
    assert "repaired" in got.properties


@pytest.mark.parametrize(
    "xml",
    [
        "<w:document",
        "",
        '<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><w:document xmlns:w="w">&c;</w:document>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document xmlns:w="w">&a;</w:document>',
    ],
)
def test_a_main_part_that_is_broken_or_hostile_is_damaged(xml: str) -> None:
    got = read(zipped({"word/document.xml": xml}), "x.docx")
    assert (got.kind, got.reason) == (Kind.DOCUMENT, Reason.DAMAGED)
    assert "root:" not in got.text


def test_a_document_nested_without_end_costs_itself_its_text_and_nothing_else() -> None:
    got = read(docx("<w:sdt>" * 5000 + paragraph("deep") + "</w:sdt>" * 5000))
    assert got.kind is Kind.DOCUMENT
    assert got.reason in (Reason.READER_FAILED, Reason.DAMAGED)


def test_the_second_rung_gives_the_words_of_a_document_whose_structure_is_lost() -> None:
    broken = (
        "<w:document><w:body>" + paragraph("Award to Larch &amp; Co") + paragraph("Signed") + "<w:p><w:r><w:t>cut o"
    )
    got = read(zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": broken}))
    assert got.text == "Award to Larch & Co\nSigned\ncut o\n"
    assert got.end is not None
    assert (got.end.rung, got.end.reason) == ("office/bare", Reason.DAMAGED)
