"""`verify` names the first thing that is wrong, whoever did it and with whatever keys (R28)."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from evidence_triage.audit import Signer
from evidence_triage.case import Case, check_case, revoke
from evidence_triage.case.acting import acting
from evidence_triage.case.case_file import read_case_file, write_case_file
from evidence_triage.errors import BehindAnchor, Damaged, Forked
from evidence_triage.words import Act
from tests.case.conftest import ADMINISTRATOR, SUPERVISOR, Open, meddle


def code(case: Case, times: int = 1) -> None:
    for _ in range(times):
        with case.change(Act.CODE, by=case.member) as change:
            change.insert("act_reason", event=change.sequence, reason="a reason")


def test_a_case_that_nobody_touched_is_intact(case: Case) -> None:
    code(case, 3)
    report = check_case(case)
    assert (report.fault, report.signed_by, report.compared) == (None, SUPERVISOR, False)
    assert (report.acts > 4, report.rows > 10, report.fingerprint) == (True, True, case.member.fingerprint)


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("UPDATE source SET exhibit = 'XYZ/9'", "a row of source is not as act"),
        ("UPDATE source_words SET description = 'other'", "a row of source_words is not as act"),
        ("UPDATE source_words SET description = NULL", "a row of source_words is not as act"),
        ("DELETE FROM reading WHERE id = 1", "a row of reading that act"),
        ("INSERT INTO refusal (act, person, time) VALUES ('code', 1, '2026')", "a row of refusal belongs to no act"),
        ("UPDATE event SET act = 'open' WHERE sequence = 3", "act 3 was changed after it was written"),
        ("UPDATE event SET person = 2 WHERE sequence = 3", "act 3 was changed after it was written"),
        ("UPDATE event SET time = '2020' WHERE sequence = 3", "act 3 was changed after it was written"),
        ("UPDATE event SET signature = zeroblob(64) WHERE sequence = 3", "act 3 is not signed by the person it names"),
        ("DELETE FROM event WHERE sequence = 3", "act 4 does not follow act 2"),
        ("UPDATE event_row SET digest = zeroblob(32) WHERE tbl = 'item'", "does not name the rows it made"),
        ("DELETE FROM event_row WHERE tbl = 'item'", "does not name the rows it made"),
        ("UPDATE event_row SET salt = NULL WHERE tbl = 'source'", "a row of source is not as act"),
        ("INSERT INTO event_row VALUES (99, 'item', 9, 1, x'00', x'00')", "rows are named by an act that is not there"),
        ("UPDATE blob SET key = (SELECT key FROM blob AS b WHERE b.id <> blob.id)", "a blob"),
    ],
)
def test_what_was_tampered_with_is_named(case: Case, sql: str, says: str) -> None:
    code(case, 2)
    meddle(case, sql)
    assert says in (check_case(case).fault or "intact")


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("INSERT INTO role_grant (person, role, time) VALUES (2, 'administrator', '2026')", "belongs to no act"),
        ("UPDATE role_grant SET role = 'supervisor' WHERE person = 2", "a row of role_grant is not as act"),
        ("UPDATE role_grant SET person = 2 WHERE person = 1", "a row of role_grant is not as act"),
        ("DELETE FROM role_grant WHERE person = 2", "a row of role_grant is not as act"),
        ("UPDATE person_key SET signing = zeroblob(32) WHERE person = 2", "a row of person_key is not as act"),
        ("UPDATE person SET name = 'Somebody Else' WHERE id = 2", "a row of person is not as act"),
    ],
)
def test_roles_come_from_signed_grants_alone(enter: Open, sql: str, says: str) -> None:
    case = enter()
    meddle(case, sql, people=True)
    assert says in (check_case(case).fault or "intact")
    case.lock()
    with pytest.raises(Damaged, match=says):
        enter()


def in_the_blob_of(case: Case) -> Path:
    (blob,) = [path for path in case.place.blobs.rglob("*") if path.is_file()]
    return blob


@pytest.mark.parametrize(
    ("meddling", "says"),
    [
        (lambda blob: blob.write_bytes(blob.read_bytes()[:-1] + b"x"), "not the one that was stored"),
        (lambda blob: blob.write_bytes(blob.read_bytes()[:100]), "cut or made longer"),
        (lambda blob: blob.unlink(), "a blob is missing"),
    ],
)
def test_every_blob_is_read(case: Case, meddling: Callable[[Path], None], says: str) -> None:
    meddling(in_the_blob_of(case))
    assert says in (check_case(case).fault or "intact")


def test_a_blob_that_is_another_content_is_named(case: Case) -> None:
    blob = case.unguarded().value("SELECT id FROM blob")
    with case.derive() as change:
        change.insert("content_blob", content=1, blob=blob)
    assert check_case(case).fault == "a blob is not the content it stands for"


def test_an_altered_case_file_is_named(case: Case) -> None:
    case_file = read_case_file(case.place)
    assert case.held.people_key is not None
    write_case_file(case.place, case_file.without_slot(case_file.slots[1].id).next(case.held.people_key))
    assert check_case(case).fault == "case.toml is not the one that was signed"
    write_case_file(case.place, case_file.without_slot(case_file.slots[1].id))
    assert check_case(case).fault == "case.toml was changed by another hand"


def test_a_flipped_byte_in_the_database_is_named(enter: Open, folder: Path) -> None:
    enter().lock()
    data = bytearray((folder / "case.db").read_bytes())
    data[len(data) * 3 // 4] ^= 1
    (folder / "case.db").write_bytes(bytes(data))
    assert "case.db is damaged" in (check_case(enter()).fault or "intact")


def test_an_act_beyond_its_signers_role_is_named(case: Case) -> None:
    with acting(case, case.log, Act.DECIDE_PRIVILEGE, Signer(1, "supervisor", case.held.signing)):
        pass
    assert "(decide-privilege) was not within its signer's rights" in (check_case(case).fault or "intact")


def test_an_act_in_anothers_name_is_named(case: Case) -> None:
    with acting(case, case.log, Act.CODE, Signer(2, "detective", case.held.signing)):
        pass
    assert "is not signed by the person it names" in (check_case(case).fault or "intact")


def test_the_end_of_the_log_cut_off_stops_the_opening(enter: Open) -> None:
    case = enter()
    code(case, 3)
    last = case.unguarded().value("SELECT max(sequence) FROM event")
    meddle(case, f"DELETE FROM act_reason WHERE event > {last - 2}", f"DELETE FROM event_row WHERE event > {last - 2}")
    meddle(case, f"DELETE FROM event WHERE sequence > {last - 2}")
    case.lock()
    with pytest.raises(BehindAnchor, match="2 acts are missing"):
        enter()


def test_last_weeks_folder_brought_back_stops_the_opening(enter: Open, folder: Path, tmp_path: Path) -> None:
    last_week = shutil.copytree(folder, tmp_path / "last week")
    case = enter()
    code(case, 3)
    case.lock()
    with pytest.raises(BehindAnchor, match="4 acts are missing"):
        enter(at=last_week)
    with enter(at=last_week, accept_gap="restored from the backup of Monday") as restored:
        reasons = restored.unguarded().rows("SELECT reason FROM act_reason")
        assert reasons == [("restored from the backup of Monday",)]
        assert check_case(restored).fault is None
        code(restored, 9)
    with pytest.raises(Forked, match="from act"):
        enter(at=folder)


def test_acts_on_people_brought_back_stop_the_opening(enter: Open, folder: Path, tmp_path: Path) -> None:
    old = shutil.copytree(folder, tmp_path / "old")
    case = enter(ADMINISTRATOR)
    revoke(case, "Di Tective")
    case.lock()
    with pytest.raises(BehindAnchor):
        enter(ADMINISTRATOR, at=old)


def test_a_fingerprint_that_came_another_way_is_compared(case: Case) -> None:
    code(case)
    right = case.member.fingerprint
    assert check_case(case, fingerprint=right.upper().replace(" ", "")).compared
    assert "another key" in (check_case(case, fingerprint="0" * 40).fault or "intact")


def test_a_head_that_came_another_way_is_compared(case: Case) -> None:
    head = check_case(case).head
    code(case)
    assert check_case(case, head=head).compared
    assert "does not hold the act" in (check_case(case, head="3:" + "0" * 64).fault or "intact")
    assert "does not hold the act" in (check_case(case, head="nonsense").fault or "intact")


def test_the_checks_of_the_rooms_above_are_asked(case: Case) -> None:
    assert check_case(case, checks=[lambda _: None, lambda _: "a coding is wrong"]).fault == "a coding is wrong"


def test_a_clock_set_back_is_said_and_the_order_stands(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evidence_triage.case.clock.now", lambda: "2020-01-01T00:00:00.000+00:00")
    code(case)
    report = check_case(case)
    assert report.fault is None
    assert "set back before 1 acts" in " ".join(report.said)


def test_an_administrator_verifies_the_acts_on_people(enter: Open) -> None:
    report = check_case(enter(ADMINISTRATOR))
    assert report.fault is None
    assert "holds no key to the material" in " ".join(report.said)


def test_an_act_that_overlooks_a_revocation_is_named(enter: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody revoked who kept the keys signs on, as if they had not heard of it."""
    detective, supervisor = enter("Di Tective"), enter(ADMINISTRATOR)
    before = detective.roster()
    revoke(supervisor, "Di Tective")
    code(enter())
    monkeypatch.setattr(detective, "roster", lambda: before)
    code(detective)
    assert "overlooks acts on people" in (check_case(enter()).fault or "intact")
