"""Office files as pages, by LibreOffice where this machine has it. Runs behind a wall of its own that falls after it."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path, PurePath

from evidence_triage.render.refusal import Unrenderable
from evidence_triage.words import Reason

PROGRAM = "soffice"
SECONDS = 110
_SUFFIX = re.compile(r"\.[a-z0-9]{1,5}")


def as_pdf(data: bytes, name: str) -> bytes:
    """The file's pages as LibreOffice draws them. The name gives the suffix, and nothing else.

    Raises:
        Unrenderable: LibreOffice is not here, gave no pages, or took too long.
    """
    program = shutil.which(PROGRAM)
    if program is None:
        raise Unrenderable(Reason.UNKNOWN_KIND, "LibreOffice is not installed")
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / f"item{_suffix(name)}"
        given.write_bytes(data)
        _convert(program, given)
        made = given.with_suffix(".pdf")
        if not made.is_file():
            raise Unrenderable(Reason.DAMAGED, "LibreOffice gave no pages")
        return made.read_bytes()


def _convert(program: str, given: Path) -> None:
    folder = given.parent
    command = [program, "--headless", "--norestore", "--nolockcheck", f"-env:UserInstallation=file://{folder}/profile"]
    try:
        subprocess.run(
            [*command, "--convert-to", "pdf", "--outdir", str(folder), str(given)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unrenderable(Reason.TIMED_OUT, "LibreOffice took too long") from error


def _suffix(name: str) -> str:
    suffix = PurePath(name).suffix.lower()
    return suffix if _SUFFIX.fullmatch(suffix) else ""
