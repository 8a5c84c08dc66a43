"""Descriptions say what an item is, from facts alone, on one line (R19)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_triage.disclosure.description import LINE_CHARACTERS, described, one_line, shown_date


def test_a_mail_says_who_to_whom_and_about_what() -> None:
    assert described("email", "Lot 4", "A. Ward", "B. Osei") == "E-mail from A. Ward to B. Osei: Lot 4"
    assert described("spreadsheet", "scores.xlsx") == "Spreadsheet: scores.xlsx"
    assert described("other", "") == "File"


@given(st.text())
def test_text_of_the_material_cannot_leave_its_line(text: str) -> None:
    line = one_line(text)
    assert len(line) <= LINE_CHARACTERS
    assert len(line.splitlines()) <= 1
    assert not set(line) & set("\u202e\u2066\x1b\x00")


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("2026-03-02T10:00:00+00:00", "2 Mar 2026 10:00"),
        ("2026-07-02T10:00:00+02:00", "2 Jul 2026 09:00"),
        ("2026-03-02T10:00:00", "2 Mar 2026 10:00"),
        ("2026-03-02", "2 Mar 2026"),
        ("some day", "some day"),
        ("0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00+14:00"),
        (None, ""),
    ],
)
def test_dates_are_shown_in_the_cases_zone(date: str | None, shown: str) -> None:
    assert shown_date(date, "Europe/London") == shown
