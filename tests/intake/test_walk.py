"""The walk finds everything, opens nothing that is not a file, and always in the same order (R2)."""

import os
import subprocess
from pathlib import Path

import pytest

from evidence_triage.errors import SourceMissing
from evidence_triage.intake.walk import root_of, walk
from evidence_triage.words import Reason


def paths(folder: Path) -> list[str]:
    return [found.path for found in walk(root_of(folder))]


def test_finds_files_in_the_same_order_each_time(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.txt", "a/1.txt", "c"):
        (tmp_path / "src" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "src" / name).write_text(name)
    assert paths(tmp_path / "src") == ["src/a/1.txt", "src/a/2.txt", "src/b.txt", "src/c"]


def test_a_single_file_is_its_own_source(tmp_path: Path) -> None:
    (tmp_path / "x.mbox").write_text("From ")
    assert paths(tmp_path / "x.mbox") == ["x.mbox"]


def test_links_and_pipes_are_named_never_followed(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    found = {each.name: each for each in walk(root_of(tmp_path))}
    assert found["loop"].problem is Reason.SPECIAL and found["loop"].detail == "link"
    assert found["pipe"].problem is Reason.SPECIAL and found["pipe"].detail == "pipe"


def test_names_of_any_bytes_are_found(tmp_path: Path) -> None:
    for name in (b"caf\xe9.txt", b"line\nbreak.txt", b"x" * 255):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).touch()
    names = {found.name for found in walk(root_of(tmp_path))}
    assert names == {"caf\\xe9.txt", "line\nbreak.txt", "x" * 255}


def test_folders_deeper_than_any_recursion(tmp_path: Path) -> None:
    before = Path.cwd()
    os.chdir(tmp_path)
    for _ in range(1200):
        Path("d").mkdir()
        os.chdir("d")
    Path("bottom.txt").write_text("here")
    os.chdir(before)
    try:
        assert sum(1 for _ in walk(root_of(tmp_path))) == 1
    finally:
        subprocess.run(["rm", "-rf", tmp_path / "d"], check=True)  # Python's own removing does not go so deep


def test_a_missing_source_is_said_before_anything_else(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing):
        root_of(tmp_path / "missing")
