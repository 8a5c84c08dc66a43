"""Nothing of people or material shows from outside the case, nor stays in memory's neighbours (security.md, "At rest")."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from evidence_triage.case import Case, add_person, back_up, check_case, create, open_case
from evidence_triage.errors import BehindAnchor, DiskFull, FolderNotEmpty, NotAllowed
from evidence_triage.words import Act, Role
from tests.case.conftest import ADMINISTRATOR, BLOB, DETECTIVE, MARKERS, PASSPHRASES, SUPERVISOR, Open

SECRETS = [*MARKERS, "MARKERblob", *PASSPHRASES, *PASSPHRASES.values(), "ABC/1", "supervisor", "detective"]


def everything(folder: Path) -> bytes:
    return b"".join(str(path).encode() + path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_nothing_can_be_read_from_outside(case: Case, folder: Path) -> None:
    with case.change(Act.CODE, by=case.member) as change:  # the write-ahead log is looked at, too
        change.because("MARKERreason")
    case.blobs.store(BLOB)
    found = everything(folder)
    for secret in SECRETS:
        for form in (secret.encode(), secret.encode("utf-16-le"), secret.encode().hex().encode()):
            assert form not in found, secret


def test_case_toml_holds_numbers_and_hex_alone(folder: Path) -> None:
    for line in (folder / "case.toml").read_text().splitlines():
        assert re.fullmatch(r'(\[\[slot\]\]|\w+ = (\d+|"[0-9a-f]+")|)', line), line


def test_the_folder_holds_what_the_format_says(folder: Path) -> None:
    names = {path.name for path in folder.iterdir()}
    assert names <= {"case.toml", "people.db", "case.db", "blobs", "lease"}


def test_the_workstation_remembers_heads_alone(case: Case, tmp_path: Path) -> None:
    found = everything(tmp_path / "state")
    for secret in SECRETS:
        assert secret.encode() not in found


def test_keys_do_not_show_when_a_case_is_printed(case: Case) -> None:
    printed = repr(case.held) + repr(case.people)
    assert case.held.case_key is not None
    for key in (case.held.case_key, case.held.people_key, case.held.people_database):
        assert repr(key) not in printed


SEES = """
import os, sys
from pathlib import Path
from evidence_triage.cli.terminal import opened
with opened(Path(sys.argv[1])):
    print("correct horse" in str(dict(os.environ)))
"""


def test_the_passphrase_leaves_the_environment_once_read(folder: Path) -> None:
    given = {**os.environ, "EVIDENCE_TRIAGE_PASSPHRASE": "correct horse", "EVIDENCE_TRIAGE_PERSON": SUPERVISOR}
    # the folder's slots ask for little work in these tests; the child must accept that, too
    code = "import evidence_triage.store.slots as s; s.MEMORY_KIB, s.ITERATIONS = 64, 1\n" + SEES
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)], env=given, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


# --- backups ---------------------------------------------------------------------------------------------------------


def test_a_backup_is_the_case_as_it_stood(case: Case, enter: Open, tmp_path: Path) -> None:
    made = back_up(case, tmp_path / "copy")
    with case.change(Act.CODE, by=case.member):
        pass
    with pytest.raises(BehindAnchor):
        enter(at=tmp_path / "copy")
    with enter(at=tmp_path / "copy", accept_gap="the disk broke") as restored:
        assert check_case(restored).fault is None
        assert made.head in {
            f"{n}:{digest.hex()}" for n, digest in restored.unguarded().rows("SELECT sequence, hash FROM event")
        }
        numbers = restored.unguarded().rows("SELECT id FROM blob ORDER BY size")
        assert restored.blobs.open_blob(numbers[1][0]).read() == BLOB


def test_a_backup_is_registered_before_it_is_made(case: Case, tmp_path: Path) -> None:
    back_up(case, tmp_path / "copy")
    assert case.people.database.reader().rows("SELECT location FROM backup_place") == [(str(tmp_path / "copy"),)]
    assert check_case(case).fault is None


def test_a_backup_is_encrypted_as_the_case_is(case: Case, tmp_path: Path) -> None:
    back_up(case, tmp_path / "copy")
    found = everything(tmp_path / "copy")
    assert not [secret for secret in SECRETS if secret.encode() in found]


def test_a_backup_goes_into_a_new_folder(case: Case, tmp_path: Path) -> None:
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "something").write_text("x")
    with pytest.raises(FolderNotEmpty):
        back_up(case, tmp_path / "copy")


def test_a_backup_that_fails_leaves_nothing_half(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evidence_triage.case.backup._copy_blobs", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        back_up(case, tmp_path / "copy")
    assert not list(tmp_path.glob("copy*"))


def test_a_detective_makes_no_backup(enter: Open, tmp_path: Path) -> None:
    for person in (DETECTIVE, ADMINISTRATOR):
        with pytest.raises(NotAllowed):
            back_up(enter(person), tmp_path / "copy")


# --- a disk that fills up --------------------------------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    """A real file system of 4 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no file system can be mounted here")
    yield disk  # type: ignore[misc]
    subprocess.run(["umount", "-l", str(disk)], check=False)


def test_a_full_disk_loses_nothing_that_was_reported(small_disk: Path) -> None:
    with create(small_disk / "c", title="T", person="Jo", role=Role.SUPERVISOR, passphrase="p") as case:
        kept = 0
        with pytest.raises(DiskFull):  # noqa: PT012  # which of the writes fills the disk is the disk's to say
            for _ in range(1000):
                with case.change(Act.READ, by=case.member) as change:
                    change.insert("refusal", act="x", person=1, time=change.time)
                    change.blob(b"x" * 30_000)
                    change.blob(b"x" * 100_000)
                kept += 1
        assert kept > 3
        assert len([path for path in (small_disk / "c" / "blobs").rglob("*") if path.is_file()]) == kept
    subprocess.run(["mount", "-o", "remount,size=16m", str(small_disk)], check=True)
    with open_case(small_disk / "c", "p") as case:
        assert case.unguarded().value("SELECT count(*) FROM refusal") == kept
        assert check_case(case).fault is None
        add_person(case, "Di", Role.DETECTIVE, "d")
