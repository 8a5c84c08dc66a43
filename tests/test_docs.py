"""Every command line that README and guide show is run as it stands there."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from evidence_triage import data
from tests.cases import ENVIRONMENT

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs/guide").glob("*.md"))]
BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)


def shown(page: Path) -> list[str]:
    """The command lines of a page, in their order."""
    blocks = BLOCK.findall(page.read_text("utf-8"))
    return [line.removeprefix("$ ") for block in blocks for line in block.splitlines() if line.startswith("$ ")]


@pytest.mark.slow
@pytest.mark.parametrize("page", [page for page in PAGES if shown(page)], ids=lambda page: page.name)
def test_what_a_page_shows_works(page: Path, sample_case: Path, sample_material: Path, tmp_path: Path) -> None:
    """A page that does not begin with `new` speaks of a case that is there already: the sample."""
    place = tmp_path / "there"
    place.mkdir()
    (place / "material").symlink_to(sample_material)
    shutil.copy(data.resources() / "sample" / "screen.txt", place)
    lines = shown(page)
    if not lines[0].startswith("evidence-triage new "):
        sample_case.rename(place / "larch.case")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for line in lines:
        told = {**os.environ, **ENVIRONMENT, "PATH": path}
        ended = subprocess.run(line, shell=True, cwd=place, env=told, capture_output=True, text=True, check=False)
        assert ended.returncode == 0, f"{page.name}: {line}: {ended.stderr[-600:]}"
