"""R2: of a workbook every sheet is read, hidden ones too, with its values as they were shown, formulas and comments."""

import pytest

from evidence_triage.extract.formats.office.number_format import shown
from evidence_triage.words import Kind, Reason
from tests.extract.made import S, relations, xlsx
from tests.extract.reading import read

STRINGS = f"<sst {S}><si><t>Bidder</t></si><si><r><t>Lar</t></r><r><t>ch</t></r><rPh><t>x</t></rPh></si></sst>"
STYLES = (
    f"<styleSheet {S}><numFmts><numFmt numFmtId='164' formatCode='&quot;£&quot;#,##0.00'/></numFmts>"
    "<cellXfs><xf numFmtId='0'/><xf numFmtId='164'/><xf numFmtId='15'/></cellXfs></styleSheet>"
)
PARTS: dict[str, str | bytes] = {"xl/sharedStrings.xml": STRINGS, "xl/styles.xml": STYLES}


def row(*cells: str) -> str:
    return f"<sheetData><row>{''.join(cells)}</row></sheetData>"


def test_cells_are_shown_as_their_formats_show_them() -> None:
    cells = row(
        "<c r='A1' t='s'><v>0</v></c>", "<c r='B1' t='s'><v>1</v></c>", "<c r='D1' s='1'><v>15000</v></c>", "<c r='E1' s='2'><v>46083</v></c>",  # noqa: E501
        "<c r='F1' t='b'><v>1</v></c>", "<c r='G1' t='inlineStr'><is><t>in line</t></is></c>",
    )  # fmt: skip
    got = read(xlsx({"Scores": cells}, PARTS), "scores.xlsx")
    assert (got.kind, got.format, got.reason) == (Kind.SPREADSHEET, "xlsx", None)
    assert got.stretches("sheet") == [("Scores", "Bidder\tLarch\t\t£15,000.00\t2-Mar-26\tTRUE\tin line\n")]


def test_hidden_sheets_are_read_and_named_as_hidden() -> None:
    sheets = {"Open": row("<c r='A1'><v>1</v></c>"), "Real": row("<c r='A1'><v>2</v></c>")}
    got = read(xlsx(sheets, PARTS, hidden="Real"))
    assert got.stretches("sheet") == [("Open", "1\n"), ("Real (hidden)", "2\n")]
    assert got.properties["hidden sheet"] == "Real"
    assert got.head is not None
    assert got.head.pages == 2


def test_formulas_comments_headers_stand_beside_the_values() -> None:
    sheet = (
        row("<c r='A1'><f>SUM(B1:B9)</f><v>7</v></c>")
        + '<headerFooter><oddHeader>&amp;C&amp;"Arial"&amp;12Internal only</oddHeader></headerFooter>'
    )
    parts = {
        **PARTS,
        "xl/worksheets/_rels/sheet1.xml.rels": relations(("comments", "../comments1.xml")),
        "xl/comments1.xml": f"<comments {S}><authors><author>Ward</author></authors><commentList><comment ref='A1' authorId='0'>"
        "<text><r><t>Raise this</t></r></text></comment></commentList></comments>",
    }
    got = read(xlsx({"Scores": sheet}, parts))
    assert ("Formulas: Scores", "A1\t=SUM(B1:B9)\n") in got.stretches("comment")
    assert ("A1 Ward", "Raise this\n") in got.stretches("comment")
    assert got.stretches("header") == [("Header and footer: Scores", "Internal only\n")]


def test_one_damaged_sheet_costs_that_sheet() -> None:
    got = read(xlsx({"Good": row("<c r='A1'><v>1</v></c>"), "Bad": "<sheetData><row><c r='A1'><v>5"}, PARTS))
    assert ("Good", "1\n") in got.stretches("sheet")
    assert got.reason is Reason.DAMAGED


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        (1234.5, "General", "1234.5"),
        (123456789012345, "General", "123456789012345"),
        (0.1 + 0.2, "General", "0.3"),
        (1599.99, '"$"#,##0.00_);[Red]\\("$"#,##0.00\\)', "$1,599.99 "),
        (-1599.99, '"$"#,##0.00_);[Red]\\("$"#,##0.00\\)', "($1,599.99)"),
        (1599.99, "[$£-809]#,##0.00", "£1,599.99"),
        (0, '0;-0;"none"', "none"),
        (0.025, "0.00%", "2.50%"),
        (12345678, "0.00E+00", "1.23E+07"),
        (2.5, "# ?/?", "2 1/2"),
        (19.99, '0 "dollars and" .00 "cents"', "19 dollars and .99 cents"),
        (7, "000", "007"),
        (1234567, '#,##0,"k"', "1,235k"),
        (0.5, "#.##", ".5"),
        (5, "0.0#", "5.0"),
        (46083, "dd/mm/yyyy", "02/03/2026"),
        (46083.75, "d mmmm yyyy h:mm AM/PM", "2 March 2026 6:00 PM"),
        (46083.75, "dddd hh:mm:ss", "Monday 18:00:00"),
        (1.5, "[h]:mm", "36:00"),
        (0.0104166667, "mm:ss", "15:00"),
        (46083, "yyyy-mm-dd;@", "2026-03-02"),
        (-5, "dd/mm/yyyy", "-5"),
        (1e300, "dd/mm/yyyy", None),
        (150, "[<100]0;[>=100]0.0", "150.0"),
        (3, '"a;b" 0', "a;b 3"),
    ],
)
def test_numbers_are_shown_as_excel_shows_them(value: float, code: str, expected: str | None) -> None:
    assert shown(value, code) == (expected if expected is not None else shown(value, "General"))


@pytest.mark.parametrize("code", ["", ";;;", "[", '"', "\\", "#,", "0.0.0", "yyyyyyyy", "/", "[$", "%%%", "E+", "?/?"])
def test_a_format_that_makes_no_sense_still_shows_something(code: str) -> None:
    assert isinstance(shown(12.5, code), str)
