"""Making, opening and locking a case: who may, what is said when not, and that nothing is changed then."""

import json
import shutil
import threading
from pathlib import Path

import pytest

from evidence_triage.case import Case, adopt, check_folder, clock, create, open_case
from evidence_triage.case import folder as places
from evidence_triage.errors import (
    Damaged,
    FolderNotEmpty,
    NetworkFolder,
    NewerFormat,
    NotACase,
    NotAllowed,
    OpenElsewhere,
    PersonNeeded,
    UsageError,
    WrongPassphrase,
)
from evidence_triage.store import connect
from evidence_triage.store import lease as leases
from evidence_triage.words import Act, Role
from tests.case.conftest import ADMINISTRATOR, DETECTIVE, PASSPHRASES, REVIEWER, SUPERVISOR, Open


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_case_is_made_and_opened(tmp_path: Path) -> None:
    with create(tmp_path / "c", title="Larch", person="Jo  Bloggs", role=Role.DETECTIVE, passphrase="p") as made:
        assert (made.title, made.time_zone, made.member.name) == ("Larch", "Europe/London", "Jo Bloggs")
        assert made.member.roles == {Role.DETECTIVE}
        identity = made.id
    with open_case(tmp_path / "c", "p") as again:
        assert (again.id, again.title) == (identity, "Larch")


def test_a_folder_with_something_in_it_is_left_alone(folder: Path) -> None:
    before = bytes_of(folder)
    with pytest.raises(FolderNotEmpty):
        create(folder, title="T", person="Jo", role=Role.SUPERVISOR, passphrase="p")
    assert bytes_of(folder) == before


def test_what_failed_while_being_made_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evidence_triage.case.creating.write_case_file", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        create(tmp_path / "c", title="T", person="Jo", role=Role.SUPERVISOR, passphrase="p")
    assert not (tmp_path / "c").exists()


@pytest.mark.parametrize(
    "wrong", [{"role": Role.ADMINISTRATOR}, {"person": "  "}, {"passphrase": ""}, {"recovery_key": b"?"}]
)
def test_what_makes_no_case(tmp_path: Path, wrong: dict[str, object]) -> None:
    given = {"title": "T", "person": "Jo", "role": Role.SUPERVISOR, "passphrase": "p"} | wrong
    with pytest.raises(UsageError):
        create(tmp_path / "c", **given)  # type: ignore[arg-type]
    assert not (tmp_path / "c").exists()


def test_a_wrong_passphrase_changes_nothing(folder: Path) -> None:
    before = bytes_of(folder)
    for person, passphrase in (
        (SUPERVISOR, "wrong"),
        ("Nobody", PASSPHRASES[SUPERVISOR]),
        (DETECTIVE, PASSPHRASES[SUPERVISOR]),
    ):
        with pytest.raises(WrongPassphrase):
            open_case(folder, passphrase, person)
    assert bytes_of(folder) == before


def test_several_people_and_no_name(folder: Path) -> None:
    with pytest.raises(PersonNeeded):
        open_case(folder, PASSPHRASES[SUPERVISOR])
    with pytest.raises(PersonNeeded):
        check_folder(folder, None)
    check_folder(folder, DETECTIVE)


def test_a_name_is_the_same_however_it_is_written(enter: Open) -> None:
    assert enter("  jo   BLOGGS ", PASSPHRASES[SUPERVISOR]).member.name == SUPERVISOR


@pytest.mark.parametrize("made", [lambda path: None, lambda path: path.mkdir(), lambda path: path.write_text("x")])
def test_what_is_no_case(tmp_path: Path, made: object) -> None:
    made(tmp_path / "x")  # type: ignore[operator]
    with pytest.raises(NotACase):
        open_case(tmp_path / "x", "p")


def test_a_newer_format_is_left_alone(folder: Path) -> None:
    file = folder / "case.toml"
    file.write_text(file.read_text().replace("format = 1", "format = 7"))
    with pytest.raises(NewerFormat, match="format 7"):
        check_folder(folder, SUPERVISOR)


def test_a_newer_database_is_left_alone(folder: Path, enter: Open) -> None:
    case = enter()
    key = case.held.keys.database
    case.lock()
    connection = connect(folder / "case.db", key)
    connection.execute("PRAGMA user_version = 9")
    connection.close()
    with pytest.raises(NewerFormat, match="format 9"):
        enter()


def test_a_case_on_a_network_file_system_is_not_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "is_network_folder", lambda _: True)
    with pytest.raises(NetworkFolder):
        open_case(folder, PASSPHRASES[SUPERVISOR], SUPERVISOR)


def test_open_on_another_machine(folder: Path, enter: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter()
    moved = Path(shutil.copytree(folder, tmp_path / "seen from there"))
    monkeypatch.setattr(leases, "machine", lambda: ("other/02", "other"))
    with pytest.raises(OpenElsewhere):
        enter(at=moved)


def test_many_of_this_machine_have_it_open(enter: Open) -> None:
    for person in (SUPERVISOR, DETECTIVE, SUPERVISOR):
        enter(person)


def test_signing_in_is_on_record(enter: Open) -> None:
    enter(DETECTIVE)
    rows = enter().unguarded().rows("SELECT person, act FROM event ORDER BY sequence DESC LIMIT 2")
    assert rows == [(1, "sign-in"), (2, "sign-in")]


def test_a_locked_case_gives_nothing(case: Case) -> None:
    case.lock()
    with pytest.raises(Exception):  # noqa: B017, PT011
        case.reader().rows("SELECT 1")
    assert case.held.keys is None
    assert case.held.case_key is None


def test_an_administrator_opens_people_and_nothing_else(enter: Open) -> None:
    case = enter(ADMINISTRATOR)
    assert case.held.case_key is None
    assert (case.title, len(case.members())) == ("MARKERtitle", 4)
    for door in (case.reader, case.unguarded, case.handover):
        with pytest.raises(NotAllowed):
            door()


def test_only_the_reviewer_holds_the_privilege_key(enter: Open) -> None:
    assert enter(REVIEWER).held.privilege_key is not None
    assert enter(SUPERVISOR).held.privilege_key is None


def test_a_job_works_on_with_derived_keys_alone(case: Case, folder: Path) -> None:
    handed = case.handover()
    for key in (case.held.case_key, case.held.people_key, case.held.own.wrapping):
        assert key.hex() not in handed.decode()
    case.lock()
    with adopt(folder, handed) as child:
        with child.change(Act.READ, by=child.member) as change:
            change.insert("refusal", act="x", person=1, time=change.time)
        assert child.member.name == SUPERVISOR
        assert child.reader().value("SELECT count(*) FROM visible_item") == 0


def test_a_case_file_with_an_older_slot_is_put_right(folder: Path, enter: Open) -> None:
    """A kill between the commit and the file leaves the older file; so does somebody who brings it back."""
    old = (folder / "case.toml").read_bytes()
    case = enter(ADMINISTRATOR)
    from evidence_triage.case import revoke

    revoke(case, DETECTIVE)
    (folder / "case.toml").write_bytes(old)
    case.lock()
    with pytest.raises(WrongPassphrase):
        enter(DETECTIVE)
    assert (folder / "case.toml").read_bytes() != old


@pytest.mark.parametrize("line", ["hint", "salt", "secret", "people", "case", "recovery_case"])
def test_an_altered_case_file_is_noticed(folder: Path, line: str) -> None:
    lines = (folder / "case.toml").read_text().splitlines()
    at = max(n for n, each in enumerate(lines) if each.startswith(f"{line} = "))
    number = line == "hint"
    lines[at] = (
        f"hint = {(int(lines[at].split()[-1]) + 1) % 16}"
        if number
        else lines[at][:-2] + ("0" if lines[at][-2] != "0" else "1") + '"'
    )
    (folder / "case.toml").write_text("\n".join(lines) + "\n")
    with pytest.raises(Damaged, match=r"case\.toml"):
        open_case(folder, PASSPHRASES[SUPERVISOR], SUPERVISOR)


def test_an_unreadable_case_file_is_named(folder: Path) -> None:
    (folder / "case.toml").write_text("format = 1\n[[slot")
    with pytest.raises(Damaged, match=r"case\.toml"):
        check_folder(folder, None)


def test_one_flipped_byte_in_the_database_is_damage(folder: Path, enter: Open) -> None:
    for name in ("case.db", "people.db"):
        data = (folder / name).read_bytes()
        (folder / name).write_bytes(data[:100] + bytes([data[100] ^ 1]) + data[101:])
        with pytest.raises(Damaged):
            enter()
        (folder / name).write_bytes(data)


def test_time_and_chance_come_in_by_one_door() -> None:
    assert clock.now().endswith("+00:00")
    assert len(clock.random_id()) == 16


def test_many_threads_read_while_one_writes(case: Case) -> None:
    failed: list[BaseException] = []

    def read() -> None:
        try:
            for _ in range(50):
                case.reader().rows("SELECT id FROM visible_item")
                case.member  # noqa: B018
        except BaseException as error:  # noqa: BLE001
            failed.append(error)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for _ in range(20):
        with case.change(Act.CODE, by=case.member):
            pass
    for thread in threads:
        thread.join()
    assert failed == []


def test_the_anchor_is_written_after_every_act(case: Case, tmp_path: Path) -> None:
    with case.change(Act.CODE, by=case.member) as change:
        number = change.sequence
    seen = json.loads((tmp_path / "state" / "anchors" / f"{case.id}.case.json").read_text())
    assert seen[-1][0] == number
