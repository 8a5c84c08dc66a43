"""What is outside the scope of an examination is left out, and only that (R35)."""

from pathlib import Path

import pytest

from evidence_triage.errors import UsageError
from evidence_triage.intake.scope import parse, read_scope
from evidence_triage.words import Kind

SCOPE = """
from = 2026-01-01
to = 2026-03-31
people = ["Ward"]
kinds = ["email", "message"]
"""


@pytest.mark.parametrize(
    ("kind", "when", "people", "inside"),
    [
        (Kind.EMAIL, "2026-02-01T10:00:00+00:00", ["m.ward@example.test"], True),
        (Kind.EMAIL, "2025-12-31T23:59:00+00:00", ["m.ward@example.test"], False),
        (Kind.EMAIL, "2026-03-31T23:59:00+00:00", ["m.ward@example.test"], True),
        (Kind.EMAIL, "2026-04-01T00:00:00+00:00", ["m.ward@example.test"], False),
        (Kind.EMAIL, "2026-02-01T10:00:00+00:00", ["l.osei@example.test"], False),
        (Kind.DOCUMENT, "2026-02-01T10:00:00+00:00", ["Ward"], False),
        (Kind.MAILBOX, None, [], True),
        (Kind.EMAIL, None, ["WARD"], True),
    ],
)
def test_holds_what_it_names(kind: Kind, when: str | None, people: list[str], inside: bool) -> None:
    assert parse(SCOPE).holds(kind, when, people, "") is inside


def test_a_scope_without_limits_holds_everything() -> None:
    assert parse("").holds(Kind.PICTURE, "1970-01-01", ["anyone"], "app")


@pytest.mark.parametrize("text", ["until = 2026-01-01", "kinds = ['letter']", "from = 'soon'", "not toml at all ="])
def test_a_scope_that_is_not_understood_is_said(text: str, tmp_path: Path) -> None:
    file = tmp_path / "scope.toml"
    file.write_text(text)
    with pytest.raises(UsageError):
        read_scope(file)
