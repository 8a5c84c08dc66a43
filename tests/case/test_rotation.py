"""After a revocation every key is made anew; killed at any moment, the case opens and nothing is lost (security.md, "Keys")."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from evidence_triage.case import Case, check_case, open_case, revoke, rotation
from evidence_triage.case.rotation import rotate
from evidence_triage.errors import Damaged, WrongPassphrase
from evidence_triage.store import BlobFolder, opens
from tests.case.conftest import ADMINISTRATOR, BLOB, DETECTIVE, PASSPHRASES, SUPERVISOR, Open


def blobs(case: Case) -> list[bytes]:
    numbers = case.unguarded().rows("SELECT id FROM blob ORDER BY size")
    return [case.blobs.open_blob(number).read() for (number,) in numbers]


@pytest.fixture
def revoked(enter: Open, folder: Path) -> Path:
    """A case in which a rotation is due."""
    case = enter(ADMINISTRATOR)
    revoke(case, DETECTIVE)
    case.lock()
    return folder


def test_the_next_who_holds_the_key_rotates(revoked: Path, enter: Open) -> None:
    old = shutil.copytree(revoked, revoked.with_name("old copy"))
    case = enter(SUPERVISOR)
    assert not case.roster().rotation_due
    assert blobs(case) == [b"MARKERblob", BLOB]
    assert check_case(case).fault is None
    assert case.held.keys is not None
    assert not opens(old / "case.db", case.held.keys.database)


def test_an_old_slot_on_the_new_database_opens_nothing(revoked: Path, enter: Open) -> None:
    before = (revoked / "case.toml").read_bytes()
    enter(SUPERVISOR).lock()
    (revoked / "case.toml").write_bytes(before)
    with pytest.raises(Damaged):
        enter(SUPERVISOR)
    for person in (DETECTIVE, "Nobody"):
        with pytest.raises(WrongPassphrase):
            open_case(revoked, PASSPHRASES[DETECTIVE], person)


def test_everybody_else_goes_on(revoked: Path, enter: Open) -> None:
    enter(SUPERVISOR).lock()
    for person in set(PASSPHRASES) - {DETECTIVE}:
        assert enter(person).member.name == person


def test_old_names_of_blobs_are_gone(revoked: Path, enter: Open) -> None:
    before = {path.name for path in (revoked / "blobs").rglob("*") if path.is_file()}
    enter(SUPERVISOR)
    after = {path.name for path in (revoked / "blobs").rglob("*") if path.is_file()}
    assert len(after) == len(before) == 1
    assert not before & after


def test_bytes_that_another_table_names_go_along(case: Case, revoked: Path, enter: Open) -> None:
    """A sealed item's bytes have no row in `blob`: only the reviewer's box has their key."""
    stored = case.blobs.store(b"x" * 100_000)
    with case.derive() as change:
        change.insert("sealed_blob", item=1, blob=stored.id, size=stored.size, chunks=stored.chunks)
    case.lock()
    again = enter(SUPERVISOR)
    assert not again.roster().rotation_due
    assert BlobFolder(again.place.blobs, again.case_id, again.need_keys()).path(stored.id).exists()


def test_nothing_is_rotated_while_somebody_else_has_it_open(enter: Open) -> None:
    detective, supervisor, administrator = enter(DETECTIVE), enter(SUPERVISOR), enter(ADMINISTRATOR)
    revoke(administrator, DETECTIVE)
    assert rotate(supervisor) is False
    assert supervisor.roster().rotation_due
    detective.lock()
    administrator.lock()
    assert rotate(supervisor) is True
    assert check_case(supervisor).fault is None


def killed(folder: Path, step: str, at: int, after: bool) -> bool:
    """Opens the case in a child that dies before or after the n-th call of a step; says whether it came to that."""
    child = os.fork()
    if child == 0:
        _die_at(step, at, after)
        try:
            open_case(folder, PASSPHRASES[SUPERVISOR], SUPERVISOR)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


def _die_at(step: str, at: int, after: bool) -> None:
    original: Callable[..., object] = getattr(rotation, step)
    calls = iter(range(100))

    def dying(*args: object, **more: object) -> object:
        now = next(calls) == at
        if now and not after:
            os._exit(9)
        given = original(*args, **more)
        if now:
            os._exit(9)
        return given

    setattr(rotation, step, dying)


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize(
    ("step", "at"),
    [
        ("copy_database", 0),
        ("copy_database", 1),
        ("write_case_file", 0),
        ("_replace", 0),
        ("_replace", 1),
        ("_go_on_with", 0),
    ],
)
def test_killed_at_any_moment_the_case_opens_and_is_whole(
    revoked: Path, enter: Open, step: str, at: int, after: bool
) -> None:
    assert killed(revoked, step, at, after)
    case = enter(SUPERVISOR)
    assert not case.roster().rotation_due
    assert blobs(case) == [b"MARKERblob", BLOB]
    assert check_case(case).fault is None
    assert not list(revoked.glob("*.next*"))
    case.lock()
    for person in set(PASSPHRASES) - {DETECTIVE}:
        enter(person).lock()
    with pytest.raises(WrongPassphrase):
        enter(DETECTIVE)


def test_killed_and_then_opened_by_an_administrator(revoked: Path, enter: Open) -> None:
    assert killed(revoked, "write_case_file", 0, after=True)
    enter(ADMINISTRATOR).lock()
    assert check_case(enter(SUPERVISOR)).fault is None
