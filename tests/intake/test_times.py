"""Times keep their original zone; one without a zone is taken as the case's own (R4)."""

import pytest

from evidence_triage.intake.times import normalised


@pytest.mark.parametrize(
    ("found", "shown", "instant"),
    [
        ("2026-03-14T21:07:00+02:00", "2026-03-14T21:07:00+02:00", 1773515220.0),
        ("2026-03-14T21:07:00", "2026-03-14T21:07:00+00:00", 1773522420.0),
        ("2026-07-14T21:07:00", "2026-07-14T21:07:00+01:00", 1784059620.0),
        ("soon", None, None),
        (None, None, None),
        ("0001-01-01T00:00:00+14:00", None, None),
    ],
)
def test_normalised(found: str | None, shown: str | None, instant: float | None) -> None:
    assert normalised(found, "Europe/London") == (shown, instant)
