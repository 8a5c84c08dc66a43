"""R2: rich text and pages of the web, in pure Python and without running anything in them."""

import pytest

from evidence_triage.words import Kind, Reason
from tests.extract.reading import read


@pytest.mark.parametrize(
    ("rtf", "expected"),
    [
        (r"{\rtf1\ansi Hello\par World}", "Hello\nWorld"),
        (r"{\rtf1\ansi caf\'e9 \u8364?5}", "café €5"),
        (r"{\rtf1\ansi\uc2\u8364 xxafter}", "€after"),
        (r"{\rtf1\ansi\u-10179?\u-8704?}", "😀"),
        (r"{\rtf1\ansi{\fonttbl{\f0 Arial;}{\f1\fcharset204 Arial;}}\f1 \'cf\'f0\'e8\f0  ok}", "При ok"),
        (r"{\rtf1\ansi{\fonttbl{\f0\fcharset128 MS;}}\f0\'8c\'5f\'96\'f1}", "契約"),
        (r"{\rtf1\ansi\ansicpg1250 \'b9}", "ą"),
        (r"{\rtf1 a\{b\}c\\d\~e\_f}", "a{b}c\\d\xa0e‑f"),
        (r"{\rtf1{\*\unknown secret words}{\stylesheet Normal;}seen}", "seen"),
        (r"{\rtf1{\pict\wmetafile8 0102ff}seen}", "seen"),
        (r"{\rtf1 one\cell two\cell\row three}", "one\ttwo\t\nthree"),
        (r"{\rtf1{\field{\*\fldinst HYPERLINK x}{\fldrslt link}} end}", "link end"),
        ("{\\rtf1 a{\\bin4 }}\\}\\\\x}b}", None),
    ],
)
def test_rich_text(rtf: str, expected: str | None) -> None:
    got = read(rtf.encode("latin-1"), "a.rtf")
    assert (got.kind, got.format, got.reason) == (Kind.DOCUMENT, "rtf", None)
    assert expected is None or got.text == expected
    assert not got.was_native


def test_notes_comments_deleted_and_hidden_text_of_rich_text() -> None:
    got = read(
        rb"{\rtf1{\info{\title Plan}{\author Ward}}"
        rb"Pay {\deleted Birch }Larch{\v quietly}{\footnote minute 4}{\*\atnauthor Osei}{\*\annotation delete}}"
    )
    assert got.head is not None
    assert (got.head.title, got.head.people[0].name) == ("Plan", "Ward")
    assert got.stretches("comment") == [("deleted", "Birch "), ("hidden", "quietly"), ("Osei", "delete\n")]
    assert got.stretches("notes") == [("Footnote", "minute 4\n")]


def test_rich_text_nested_without_end_is_read_or_refused_but_never_a_crash() -> None:
    assert read(b"{\\rtf1 " + b"{" * 9000 + b"deep" + b"}" * 9000 + b"}").text == "deep"
    assert read(b"{\\rtf1 seen " + b"{" * 200_000).reason is Reason.DAMAGED


PAGE = b"""<!DOCTYPE html><html><head><title>Price&nbsp;list</title><meta name="author" content="A. Ward">
<style>p{}</style><script>var secret = "nothing";</script></head><body><h1>Prices</h1><p>Lot&nbsp;4<br>closed</p>
<table><tr><td>Larch</td><td>5</td></tr></table><pre>a  b</pre><img src="data:image/png;base64,iVBORw0KGgo="></body></html>"""


def test_a_page_of_the_web() -> None:
    got = read(PAGE, "prices")
    assert (got.kind, got.format, got.reason) == (Kind.PAGE, "html", None)
    assert got.head is not None
    assert (got.head.title, got.head.people[0].name) == ("Price list", "A. Ward")
    assert "Prices\n" in got.text
    assert "Lot 4\nclosed" in got.text
    assert "Larch\t5" in got.text
    assert "a  b" in got.text
    assert "secret" not in got.text
    assert got.parts[0].data == b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize("charset", ["cp1252", "koi8-r", "shift_jis"])
def test_a_page_in_the_encoding_that_it_names(charset: str) -> None:
    word = {"cp1252": "Café", "koi8-r": "Привет", "shift_jis": "契約"}[charset]
    page = f"<html><head><meta charset={charset}></head><body>{word}</body></html>".encode(charset)
    assert word in read(page).text


@pytest.mark.parametrize(
    "tail", ["<p>" * 100_000, "</p>" * 1000, "<" * 5000, "&#x110000;&#99999999999;", "<!--", "<script>x", "<![CDATA[ x"]
)
def test_broken_html_is_read_as_far_as_it_goes(tail: str) -> None:
    got = read(b"<html><body><p>Seen</p>" + tail.encode())
    assert "Seen" in got.text
    assert got.reason is None


def test_xml_is_read_as_its_words_and_entities_are_never_unfolded() -> None:
    assert "Larch" in read(b"<?xml version='1.0'?><r><a>Larch</a></r>").text
    bomb = b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><x>&b;</x>"
    got = read(bomb)
    assert got.reason is Reason.DAMAGED
    assert len(got.text) < 1000
