"""R2: slides with their notes, OpenDocument in its kinds; what is hidden is read and told as hidden."""

import io

import pptx as made_with
from pptx.util import Inches

from evidence_triage.words import Kind, Reason
from tests.extract.made import O, odf
from tests.extract.reading import read


def show() -> bytes:
    made = made_with.Presentation()
    made.core_properties.title = "Bids"
    for n in (1, 2):
        slide = made.slides.add_slide(made.slide_layouts[5])
        slide.shapes.title.text = f"Slide title {n}"
        slide.shapes.add_textbox(Inches(1), Inches(1), Inches(4), Inches(1)).text_frame.text = f"Words {n}"
        slide.notes_slide.notes_text_frame.text = f"Say nothing of lot {n}"
    made.slides[1]._element.set("show", "0")
    table = made.slides[0].shapes.add_table(1, 2, Inches(1), Inches(3), Inches(4), Inches(1)).table
    table.cell(0, 0).text, table.cell(0, 1).text = "Bidder", "Larch"
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def test_slides_notes_and_tables() -> None:
    got = read(show(), "bids.pptx")
    assert (got.kind, got.format, got.reason) == (Kind.PRESENTATION, "pptx", None)
    assert got.head is not None
    assert (got.head.title, got.head.pages) == ("Bids", 2)
    pages = dict(got.stretches("page"))
    assert set(pages) == {"1", "2 (hidden)"}
    assert "Slide title 1\n" in pages["1"]
    assert "Bidder\tLarch\n" in pages["1"]
    assert "Words 2" in pages["2 (hidden)"]
    assert ("Notes to slide 2", "Say nothing of lot 2\n") in [(label, text) for label, text in got.stretches("notes")]


def test_what_masters_say_of_clicking_is_nobodys_text() -> None:
    assert "Click to edit" not in read(show()).text


def test_an_opendocument_text() -> None:
    body = (
        "<office:text><text:h>Report</text:h><text:p>Paid<text:s text:c='2'/>to <text:span>Larch</text:span>"
        "<office:annotation><dc:creator>Ward</dc:creator><text:p>Delete this</text:p></office:annotation>"
        "<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation><text:note-body><text:p>Minute 4</text:p>"
        "</text:note-body></text:note>.</text:p></office:text>"
    )
    meta = f"<office:document-meta {O}><office:meta><dc:title>T</dc:title><meta:initial-creator>Osei</meta:initial-creator></office:meta></office:document-meta>"  # noqa: E501
    got = read(odf("text", body, {"meta.xml": meta, "Pictures/a.png": b"\x89PNG"}), "r.odt")
    assert (got.kind, got.format, got.reason) == (Kind.DOCUMENT, "odt", None)
    assert got.text.startswith("Report\nPaid  to Larch.\n")
    assert got.stretches("comment") == [("Ward", "Delete this\n")]
    assert got.stretches("notes") == [("Footnote 1", "Minute 4\n")]
    assert [part.name for part in got.parts] == ["a.png"]
    assert got.head is not None
    assert (got.head.title, got.head.people[0].name) == ("T", "Osei")


def test_an_opendocument_spreadsheet_and_presentation() -> None:
    cells = (
        "<office:spreadsheet><table:table table:name='Real'><table:table-row><table:table-cell><text:p>Bidder</text:p></table:table-cell>"
        "<table:table-cell table:number-columns-repeated='16000'/></table:table-row></table:table></office:spreadsheet>"
    )
    got = read(odf("spreadsheet", cells))
    assert (got.kind, got.stretches("sheet")) == (Kind.SPREADSHEET, [("Real", "Bidder\n")])
    slides = "<office:presentation><draw:page draw:name='One'><draw:frame><draw:text-box><text:p>Words</text:p></draw:text-box></draw:frame></draw:page></office:presentation>"  # noqa: E501
    got = read(odf("presentation", slides))
    assert (got.kind, got.stretches("page")) == (Kind.PRESENTATION, [("One", "Words\n")])


def test_an_encrypted_opendocument_is_encrypted() -> None:
    manifest = "<manifest:manifest xmlns:manifest='m'><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"  # noqa: E501
    whole = odf("text", "<office:text/>", {})
    assert read(whole).reason is None
    import zipfile

    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", bytes(range(256)))
        archive.writestr("META-INF/manifest.xml", manifest)
    got = read(file.getvalue())
    assert (got.kind, got.format, got.reason) == (Kind.DOCUMENT, "odt", Reason.ENCRYPTED)
