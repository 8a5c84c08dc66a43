"""Opening the sample case, made on first use in the person's own data folder."""

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from evidence_triage import data
from evidence_triage.errors import JobFailed

if TYPE_CHECKING:
    from evidence_triage.case import Case


def sample_folder() -> Path:
    """Where the sample case of this person is made."""
    return data.anchors().parent / "sample"


def make_sample() -> "Case":
    """Makes the sample case where it is missing (by the command that anyone can type), and opens it.

    Raises:
        JobFailed: it could not be made.
    """
    from evidence_triage.case import open_case
    from evidence_triage.cli.demo import SAMPLE_PASSPHRASE, SAMPLE_PERSON, SAMPLE_TITLE

    folder = sample_folder()
    case = folder / f"{SAMPLE_TITLE}.case"
    if not (folder / "made").is_file():
        made = subprocess.run(
            [sys.executable, "-m", "evidence_triage", "demo", "--into", str(folder)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        if made.returncode:
            raise JobFailed(what="the sample case could not be made")
        (folder / "made").touch()
    return open_case(case, SAMPLE_PASSPHRASE, SAMPLE_PERSON)
