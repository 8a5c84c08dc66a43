"""R2: text is read in whatever encoding it was written, and the encoding is on record."""

import pytest

from evidence_triage.words import Kind
from tests.extract.reading import read

GERMAN = (
    "Der Auftrag für die Straßenbauarbeiten wurde im März geändert. Über die Höhe der Vergütung entscheidet die Prüfungskommission.\n"
    * 3
)
RUSSIAN = (
    "Договор был подписан в понедельник, деньги переведены на счёт фирмы. Все документы находятся у директора.\n" * 3
)
JAPANESE = "契約は月曜日に署名され、代金は会社の口座に振り込まれました。書類はすべて社長が持っています。\n" * 3


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Café £500 – agreed\n", "utf-8"),
        ("Café £500 – agreed\n", "utf-8-sig"),
        ("Café £500 – agreed\n", "utf-16"),
        ("Café £500 – agreed, and a longer line of plain words\n", "utf-16-le"),
        ("Café £500 – agreed, and a longer line of plain words\n", "utf-16-be"),
        ("Café £500\n", "utf-32"),
        (GERMAN, "cp1252"),
        (RUSSIAN, "koi8_r"),
        (RUSSIAN, "cp1251"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (JAPANESE, "utf-8"),
    ],
)
def test_text_in_any_encoding(text: str, encoding: str) -> None:
    got = read(text.encode(encoding), "note.txt")
    assert got.kind is Kind.DOCUMENT
    assert got.text == text
    assert got.properties["encoding"]
    assert got.reason is None


def test_an_encoding_that_was_guessed_says_so_and_is_guessed_in_a_process_of_its_own() -> None:
    got = read(RUSSIAN.encode("koi8_r"))
    assert got.properties["encoding"].endswith("(guessed)")
    assert got.was_native
    assert not read(RUSSIAN.encode()).was_native


def test_an_empty_file_is_readable_and_has_no_text() -> None:
    got = read(b"", "empty.docx")
    assert (got.reason, got.text, got.format) == (None, "", "empty")


def test_a_character_cut_in_two_by_the_sample_does_no_harm() -> None:
    text = "x" * 65_535 + "é" * 10
    assert read(text.encode()).text == text


@pytest.mark.parametrize(("sign", "name"), [(",", "comma"), (";", "semicolon"), ("\t", "tab"), ("|", "bar")])
def test_a_table_of_text_is_known_by_its_columns(sign: str, name: str) -> None:
    rows = [("name", "score", "note"), ("Ward", "5", f'"said {sign} so"'), ("Osei", "7", "")]
    got = read("\n".join(sign.join(row) for row in rows).encode(), "scores.txt")
    assert (got.kind, got.format) == (Kind.TABLE, "csv")
    assert got.properties["separator"] == name
    assert got.properties["header"] == "name, score, note"
    assert "Osei" in got.text


def test_prose_with_commas_is_no_table() -> None:
    prose = "Dear Kofi, thank you.\nWe met on Monday, as agreed.\nThe tender, however, is late.\nYours, A. Ward\n"
    assert read(prose.encode(), "letter.txt").kind is Kind.DOCUMENT


def test_a_line_of_forty_megabytes_is_cut_at_the_limit_of_text_and_says_so() -> None:
    got = read(b"z" * (40 << 20))
    assert len(got.text) == 20_000_000
    assert got.reason == "too-large"


@pytest.mark.parametrize(
    "text", ["Hello Bob, how are you\nfine, thanks\n", "Dear Kofi,\nThank you,\n", "one, two\n", "a | b\n"]
)
def test_a_few_lines_with_commas_are_a_note(text: str) -> None:
    assert read(text.encode()).kind is Kind.DOCUMENT
