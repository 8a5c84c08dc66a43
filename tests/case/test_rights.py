"""Who may do what is one table: complete, as the requirements have it, and the page of the guide is made from it."""

import pytest

from evidence_triage.case.rights import ON_PEOPLE, RIGHTS, combine, permitting
from evidence_triage.words import Act, Role

R = Role
TEAM = {R.DETECTIVE, R.OFFICER, R.DEPUTY, R.SUPERVISOR}


def test_every_act_has_its_roles() -> None:
    assert set(RIGHTS) == set(Act)


@pytest.mark.parametrize(
    ("acts", "roles"),
    [
        ({Act.ADD_SOURCE, Act.SEARCH, Act.OPEN, Act.SHOW_ORIGINAL, Act.CODE, Act.SEAL}, TEAM),
        ({Act.CODE_TEST, Act.EXPORT}, TEAM - {R.DETECTIVE}),
        ({Act.SERVE}, {R.SUPERVISOR}),
        ({Act.DECIDE_PRIVILEGE}, {R.PRIVILEGE_REVIEWER}),
        ({Act.ADD_PERSON, Act.GRANT_ROLE, Act.REVOKE_PERSON, Act.SETTINGS}, {R.ADMINISTRATOR}),
        ({Act.VERIFY, Act.CHANGE_PASSPHRASE, Act.READ_LOG}, set(Role)),
    ],
)
def test_the_table_of_the_requirements(acts: set[Act], roles: set[Role]) -> None:
    for act in acts:
        assert RIGHTS[act] == roles, act


def test_who_made_the_case_stands_in_for_an_administrator() -> None:
    assert permitting(Act.ADD_PERSON, [R.SUPERVISOR]) is None
    assert permitting(Act.ADD_PERSON, [R.SUPERVISOR], in_charge=True) is R.SUPERVISOR
    assert permitting(Act.ADD_PERSON, [R.DETECTIVE], in_charge=True) is None
    assert permitting(Act.SERVE, [R.DETECTIVE], in_charge=True) is None


@pytest.mark.parametrize(
    ("ever", "now", "role", "may"),
    [
        (set(), set(), R.PRIVILEGE_REVIEWER, True),
        ({R.DETECTIVE}, set(), R.PRIVILEGE_REVIEWER, False),
        ({R.PRIVILEGE_REVIEWER}, set(), R.DETECTIVE, False),
        ({R.PRIVILEGE_REVIEWER}, {R.PRIVILEGE_REVIEWER}, R.PRIVILEGE_REVIEWER, True),
        ({R.OFFICER}, {R.OFFICER}, R.SUPERVISOR, True),
        ({R.OFFICER}, {R.OFFICER}, R.ADMINISTRATOR, False),
        ({R.OFFICER}, set(), R.ADMINISTRATOR, True),
        ({R.ADMINISTRATOR}, {R.ADMINISTRATOR}, R.OFFICER, False),
    ],
)
def test_which_roles_combine(ever: set[Role], now: set[Role], role: Role, may: bool) -> None:
    assert combine(ever, now, role) is may


def test_acts_on_people_stand_in_their_own_chain() -> None:
    assert {act for act in Act if RIGHTS[act] == {R.ADMINISTRATOR}} <= ON_PEOPLE
