"""The guide's page on the query language is the program's own table of fields."""

from pathlib import Path

from evidence_triage.search.query.guide import page

FILE = Path(__file__).parents[2] / "docs" / "guide" / "query-language.md"


def test_the_page_is_fresh() -> None:
    assert FILE.read_text("utf-8") == page(), (
        "make it anew: python -c 'from evidence_triage.search.query.guide import page; print(page(), end=\"\")'"
    )
