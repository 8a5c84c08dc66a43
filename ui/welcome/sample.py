"""Opening the sample case, made on first use in the person's own data folder."""

from pathlib import Path
from typing import TYPE_CHECKING

from evidence_triage import data

if TYPE_CHECKING:
    from evidence_triage.case import Case


def sample_folder() -> Path:
    """Where the sample case of this person lies."""
    return data.anchors().parent / "Sample.case"
