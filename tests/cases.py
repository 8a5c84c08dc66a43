"""The sample case for tests: its material and the read case are made once a session and copied."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from evidence_triage import data
from evidence_triage.cli.demo import SAMPLE_PASSPHRASE, SAMPLE_PERSON, SAMPLE_TITLE, make_case, make_material

KEY: dict[str, Any] = tomllib.loads((data.resources() / "sample" / "key.toml").read_text("utf-8"))
ENVIRONMENT = {"EVIDENCE_TRIAGE_PASSPHRASE": SAMPLE_PASSPHRASE, "EVIDENCE_TRIAGE_PERSON": SAMPLE_PERSON}


def material(folder: Path) -> Path:
    """Makes the sample material in `folder` and gives it back."""
    make_material(folder)
    return folder


def sample_case(folder: Path, source: Path) -> Path:
    """Makes the sample case in `folder` with everything of `source` read and embedded."""
    case = folder / f"{SAMPLE_TITLE}.case"
    make_case(case, source)
    return case


def copied(kept: Path, into: Path, patch: pytest.MonkeyPatch) -> Path:
    """A copy of the case in `kept`, which from now on is the only one that this workstation remembers.

    What one test does to its copy is then no gap or fork for the next.
    """
    shutil.copytree(kept, into)
    patch.setenv("EVIDENCE_TRIAGE_STATE", str(into / "state"))
    return into / f"{SAMPLE_TITLE}.case"


def triage(*arguments: object, code: int = 0, **environment: str) -> str:
    """Runs `evidence-triage` as a program of its own; gives its stdout.

    Raises:
        AssertionError: another exit status than `code` came; the message holds what it said.
    """
    command = [sys.executable, "-m", "evidence_triage", *map(str, arguments)]
    told = os.environ | ENVIRONMENT | environment
    ended = subprocess.run(command, capture_output=True, text=True, env=told, timeout=300, check=False)
    assert ended.returncode == code, f"{arguments[0]} ended with {ended.returncode}, not {code}: {ended.stderr[-800:]}"
    return ended.stdout
