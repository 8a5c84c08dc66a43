"""A privilege screen holds what it names, however it is written, and nothing else (R11)."""

from pathlib import Path

import pytest

from evidence_triage.errors import UsageError
from evidence_triage.privilege.screen import parse, read_screen

SCREEN = """
# agreed with the defence, 3 March 2026
Hale & Partners
r.hale@hale-law.test
@hale-law.test
Müller
"""


@pytest.mark.parametrize(
    "text",
    [
        "From R.HALE@HALE-LAW.TEST",
        "office@hale-law.test wrote",
        "I spoke to Hale &\n Partners today",
        "Herr Muller called",
        "MÜLLER",
    ],
)
def test_holds_what_is_named(text: str) -> None:
    assert parse(SCREEN).holds(["nothing here", text])


@pytest.mark.parametrize(
    "text", ["a hale and hearty man", "Mullered", "x@hale-law.tests", "agreed with the defence", ""]
)
def test_holds_nothing_else(text: str) -> None:
    assert not parse(SCREEN).holds([text])


def test_an_empty_screen_is_refused(tmp_path: Path) -> None:
    (tmp_path / "screen.txt").write_text("# nobody\n\n")
    with pytest.raises(UsageError):
        read_screen(tmp_path / "screen.txt")
