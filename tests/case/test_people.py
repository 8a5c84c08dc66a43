"""People join, change and leave; each act is signed into their own chain, and rights follow from it alone (R30)."""

from pathlib import Path

import pytest

from evidence_triage.case import (
    Case,
    accept_invitation,
    add_person,
    admit,
    change_passphrase,
    check_case,
    create,
    invite,
    open_case,
    recover,
    revoke,
    set_role,
    waiting,
)
from evidence_triage.case.case_file import read_case_file
from evidence_triage.case.folder import Folder
from evidence_triage.case.recovery_keys import make_recovery_keys
from evidence_triage.errors import (
    CannotCombine,
    NobodyCalled,
    NotAllowed,
    NotAwaited,
    OnlyToChoose,
    PersonExists,
    PrivilegeKeyNeeded,
    UsageError,
    WaitingForAdmission,
    WrongPassphrase,
    WrongRecoveryKey,
)
from evidence_triage.words import Act, Role
from tests.case.conftest import ADMINISTRATOR, DETECTIVE, PASSPHRASES, RECOVERY, REVIEWER, SUPERVISOR, Open


def test_a_detective_adds_nobody_and_the_refusal_is_logged(enter: Open) -> None:
    case = enter(DETECTIVE)
    with pytest.raises(NotAllowed, match="detective"):
        add_person(case, "X", Role.DETECTIVE, "x")
    assert case.unguarded().rows("SELECT act, about FROM event ORDER BY sequence DESC LIMIT 1") == [
        ("refused", "add-person")
    ]
    assert len(case.members()) == 4


def test_once_an_administrator_is_named_the_creator_adds_nobody(case: Case) -> None:
    with pytest.raises(NotAllowed):
        add_person(case, "X", Role.DETECTIVE, "x")


def test_two_people_of_one_name_cannot_be_told_apart(tmp_path: Path) -> None:
    with (
        create(tmp_path / "c", title="T", person="Jo", role=Role.SUPERVISOR, passphrase="p") as case,
        pytest.raises(PersonExists),
    ):
        add_person(case, " JO ", Role.DETECTIVE, "x")


def test_whom_an_administrator_adds_a_supervisor_admits(enter: Open) -> None:
    """An administrator's slot opens people and nothing else, so there is no case key to give."""
    added = add_person(enter(ADMINISTRATOR), "New One", Role.OFFICER, "n")
    new = enter("New One", "n")
    with pytest.raises(WaitingForAdmission, match=added.fingerprint):
        new.reader()
    supervisor = enter(SUPERVISOR)
    assert [each.name for each in waiting(supervisor)] == ["New One"]
    with pytest.raises(NotAwaited):
        admit(supervisor, "New One", "0" * 40)
    admit(supervisor, "New One", added.fingerprint)
    assert waiting(supervisor) == []
    assert enter("New One", "n").reader().value("SELECT count(*) FROM visible_item") == 0
    assert check_case(supervisor).fault is None


def test_an_administrator_names_a_reviewer_with_the_privilege_key(enter: Open) -> None:
    key = RECOVERY.privilege.encode()
    added = add_person(enter(ADMINISTRATOR), "Second", Role.PRIVILEGE_REVIEWER, "s", privilege_recovery=key)
    admit(enter(SUPERVISOR), "Second", added.fingerprint)
    second = enter("Second", "s")
    assert second.held.privilege_key == enter(REVIEWER).held.privilege_key
    assert second.unguarded().value("SELECT count(*) FROM item") == 2


def test_a_rotation_gives_the_key_to_nobody_who_waits(enter: Open) -> None:
    administrator = enter(ADMINISTRATOR)
    add_person(administrator, "New One", Role.OFFICER, "n")
    revoke(administrator, DETECTIVE)
    administrator.lock()
    enter(SUPERVISOR)
    with pytest.raises(WaitingForAdmission):
        enter("New One", "n").reader()


def test_invited_chosen_admitted(tmp_path: Path) -> None:
    with create(tmp_path / "c", title="T", person="Jo", role=Role.SUPERVISOR, passphrase="p") as case:
        one_time = invite(case, "In Vited", Role.OFFICER)
        with pytest.raises(OnlyToChoose):
            open_case(tmp_path / "c", one_time, "In Vited")
        with pytest.raises(WrongPassphrase):
            accept_invitation(tmp_path / "c", "In Vited", "guessed", "mine")
        fingerprint = accept_invitation(tmp_path / "c", "In Vited", one_time, "mine")
        with pytest.raises(WaitingForAdmission, match=fingerprint):
            open_case(tmp_path / "c", "mine", "In Vited")
        assert [(each.name, each.fingerprint) for each in waiting(case)] == [("In Vited", fingerprint)]
        with pytest.raises(NotAwaited):
            admit(case, "In Vited", "0" * 40)
        assert admit(case, "In Vited", fingerprint.upper()).roles == {Role.OFFICER}
        with open_case(tmp_path / "c", "mine", "In Vited") as admitted:
            assert admitted.reader().value("SELECT count(*) FROM visible_item") == 0
        with pytest.raises(WrongPassphrase):
            open_case(tmp_path / "c", one_time, "In Vited")
        assert check_case(case).fault is None


def test_somebody_elses_answer_is_not_taken(tmp_path: Path) -> None:
    """Whoever can write to the folder puts an answer of their own there: it is not signed by the invitation."""
    with create(tmp_path / "c", title="T", person="Jo", role=Role.SUPERVISOR, passphrase="p") as case:
        first, second = invite(case, "One", Role.OFFICER), invite(case, "Two", Role.OFFICER)
        accept_invitation(tmp_path / "c", "One", first, "mine")
        accept_invitation(tmp_path / "c", "Two", second, "mine")
        one, two = sorted((tmp_path / "c" / "joining").iterdir())
        text = one.read_text()
        one.write_text(two.read_text())
        two.write_text(text)
        assert waiting(case) == []


def test_a_one_time_passphrase_holds_no_key(tmp_path: Path) -> None:
    with create(tmp_path / "c", title="T", person="Jo", role=Role.SUPERVISOR, passphrase="p") as case:
        one_time = invite(case, "In Vited", Role.OFFICER)
    slot = read_case_file(Folder(tmp_path / "c")).slots[-1]
    own = slot.open(one_time)
    assert own is not None
    assert [slot.held(which, own) for which in slot.wraps] == [None, None, None]


def test_an_administrator_moves_a_reader_who_goes_on_reading(enter: Open) -> None:
    case = enter(ADMINISTRATOR)
    assert set_role(case, DETECTIVE, Role.OFFICER).roles == {Role.OFFICER}
    assert enter(DETECTIVE).reader().value("SELECT count(*) FROM visible_item") == 0
    with pytest.raises(NobodyCalled):
        set_role(case, "Nobody", Role.OFFICER)


def test_roles_are_given_taken_and_kept_apart(tmp_path: Path) -> None:
    with create(tmp_path / "c", title="T", person="Jo", role=Role.SUPERVISOR, passphrase="p") as case:
        add_person(case, "Di", Role.DETECTIVE, "d")
        assert set_role(case, "Di", Role.OFFICER).roles == {Role.OFFICER}
        assert set_role(case, "Di", Role.DETECTIVE, also=True).roles == {Role.OFFICER, Role.DETECTIVE}
        assert case.roster().ever[2] == {Role.OFFICER, Role.DETECTIVE}
        for alone in (Role.PRIVILEGE_REVIEWER, Role.ADMINISTRATOR):
            with pytest.raises(CannotCombine):
                set_role(case, "Di", alone, also=True)
        with pytest.raises(CannotCombine):  # who has read the case never becomes its privilege reviewer
            set_role(case, "Di", Role.PRIVILEGE_REVIEWER)
        with open_case(tmp_path / "c", "d", "Di") as di:
            assert di.member.roles == {Role.OFFICER, Role.DETECTIVE}
        assert check_case(case).fault is None


def test_who_left_reading_waits_for_the_key_again(tmp_path: Path) -> None:
    with create(tmp_path / "c", title="T", person="Jo", role=Role.SUPERVISOR, passphrase="p") as case:
        di = add_person(case, "Di", Role.DETECTIVE, "d")
        add_person(case, "Ad", Role.ADMINISTRATOR, "a")
        with open_case(tmp_path / "c", "a", "Ad") as administrator:
            set_role(administrator, "Di", Role.ADMINISTRATOR)
            set_role(administrator, "Di", Role.DETECTIVE)
            assert [each.name for each in waiting(administrator)] == ["Di"]
        admit(case, "Di", di.fingerprint)
        with open_case(tmp_path / "c", "d", "Di") as again:
            assert again.reader().value("SELECT count(*) FROM visible_item") == 0


def test_a_reviewer_never_gets_another_role(tmp_path: Path) -> None:
    with create(tmp_path / "c", title="T", person="Jo", role=Role.SUPERVISOR, passphrase="p") as case:
        assert case.privilege_recovery is not None
        add_person(case, "Rev", Role.PRIVILEGE_REVIEWER, "r", privilege_recovery=case.privilege_recovery.encode())
        with pytest.raises(CannotCombine):
            set_role(case, "Rev", Role.DETECTIVE)


def test_a_reviewer_is_named_with_the_privilege_key_alone(tmp_path: Path) -> None:
    """Nobody who reads the case can open what is sealed, nor let somebody in who can."""
    with create(tmp_path / "c", title="T", person="Jo", role=Role.SUPERVISOR, passphrase="p") as case:
        for key in (None, make_recovery_keys().privilege.encode()):
            with pytest.raises(PrivilegeKeyNeeded):
                add_person(case, "Rev", Role.PRIVILEGE_REVIEWER, "r", privilege_recovery=key)
        assert [member.name for member in case.members()] == ["Jo"]


def test_the_privilege_recovery_key_is_shown_once(tmp_path: Path) -> None:
    with create(tmp_path / "c", title="T", person="Jo", role=Role.SUPERVISOR, passphrase="p") as case:
        shown = case.privilege_recovery
    with open_case(tmp_path / "c", "p") as case:
        assert shown is not None
        assert case.privilege_recovery is None


def test_revoked_is_out_at_once(enter: Open) -> None:
    detective, administrator = enter(DETECTIVE), enter(ADMINISTRATOR)
    assert revoke(administrator, DETECTIVE) is False
    with pytest.raises(NotAllowed), detective.change(Act.CODE, by=detective.member):
        pass
    with pytest.raises(WrongPassphrase):
        enter(DETECTIVE)
    assert check_case(enter(SUPERVISOR)).fault is None
    with pytest.raises(UsageError):
        revoke(administrator, ADMINISTRATOR)


def test_an_act_without_a_role_is_refused_and_the_case_stays_intact(enter: Open) -> None:
    detective = enter(DETECTIVE)
    revoke(enter(ADMINISTRATOR), DETECTIVE)
    with pytest.raises(NotAllowed, match="none"), detective.change(Act.SEARCH, by=detective.member):
        pass
    assert check_case(enter(SUPERVISOR)).fault is None


def test_a_new_wrap_for_the_same_keys(enter: Open) -> None:
    case = enter(DETECTIVE)
    before = case.member.fingerprint
    assert change_passphrase(case, "new", others_may_know=False) is False
    assert case.member.fingerprint == before
    with pytest.raises(WrongPassphrase):
        enter(DETECTIVE)
    assert enter(DETECTIVE, "new").member.fingerprint == before
    assert check_case(case).fault is None


def test_others_may_know_the_old_one(enter: Open) -> None:
    case = enter(DETECTIVE)
    before, key = case.member.fingerprint, case.held.case_key
    assert change_passphrase(case, "new", others_may_know=True) is True
    assert case.member.fingerprint != before
    assert case.held.case_key != key
    with case.change(Act.CODE, by=case.member):
        pass
    assert check_case(case).fault is None
    assert enter(SUPERVISOR).held.case_key == case.held.case_key


def test_every_slot_destroyed_and_recovered(enter: Open, folder: Path) -> None:
    member = recover(folder, RECOVERY.recovery.encode(), SUPERVISOR, "recovered")
    assert member.roles == {Role.SUPERVISOR}
    with pytest.raises(WrongPassphrase):
        enter(SUPERVISOR)
    case = enter(SUPERVISOR, "recovered")
    assert "recovery key was used" in case.notices[0]
    assert "recovery key was used" in enter(ADMINISTRATOR).notices[0]
    with case.change(Act.CODE, by=case.member):
        pass
    assert check_case(case).fault is None
    assert case.held.privilege_key is None
    assert enter(SUPERVISOR, "recovered").notices == []


def test_recovery_lets_in_somebody_new(enter: Open, folder: Path) -> None:
    with pytest.raises(NobodyCalled):
        recover(folder, RECOVERY.recovery.encode(), "New One", "n")
    recover(folder, RECOVERY.recovery.encode(), "New One", "n", Role.OFFICER)
    assert enter("New One", "n").member.roles == {Role.OFFICER}


def test_recovery_opens_nothing_privileged(enter: Open, folder: Path) -> None:
    with pytest.raises(UsageError):
        recover(folder, RECOVERY.recovery.encode(), "New One", "n", Role.PRIVILEGE_REVIEWER)
    recover(folder, RECOVERY.recovery.encode(), REVIEWER, "r")
    assert enter(REVIEWER, "r").held.privilege_key is None


@pytest.mark.parametrize(
    "key", [make_recovery_keys().recovery, RECOVERY.privilege, RECOVERY.public, "nonsense", "\xff"]
)
def test_another_key_recovers_nothing(folder: Path, key: str) -> None:
    before = (folder / "case.toml").read_bytes()
    with pytest.raises((WrongRecoveryKey, UsageError)):
        recover(folder, key.encode("latin-1"), SUPERVISOR, "x")
    assert (folder / "case.toml").read_bytes() == before


def test_a_case_that_refused_recovery_has_none(tmp_path: Path) -> None:
    create(tmp_path / "c", title="T", person="Jo", role=Role.SUPERVISOR, passphrase="p").lock()
    with pytest.raises(WrongRecoveryKey):
        recover(tmp_path / "c", RECOVERY.recovery.encode(), "Jo", "x")


def test_slots_look_alike(folder: Path) -> None:
    slots = read_case_file(Folder(folder)).slots
    shapes = {(len(slot.secret), len(slot.salt), *(len(wrap) for wrap in slot.wraps.values())) for slot in slots}
    assert len(slots) == 4
    assert len(shapes) == 1


def test_counts_are_left_for_those_without_the_key(enter: Open) -> None:
    enter(SUPERVISOR).leave_counts({"found": 2})
    left = enter(ADMINISTRATOR).last_counts()
    assert left is not None
    assert left[0] == {"found": 2}


@pytest.mark.parametrize("person", PASSPHRASES)
def test_everybody_can_be_in_at_once(enter: Open, person: str) -> None:
    assert enter(person).member.name == person
