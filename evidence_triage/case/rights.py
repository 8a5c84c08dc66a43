"""Who may do what: the one table. It makes the refusals, the page in the guide, and what `verify` checks.

From the law's point of view see the table of acts in the project's requirements (docs/guide, "People and what they may do").
"""

from collections.abc import Iterable

from evidence_triage.words import Act, Role

READERS = frozenset({Role.DETECTIVE, Role.OFFICER, Role.DEPUTY, Role.SUPERVISOR})
DISCLOSURE = frozenset({Role.OFFICER, Role.DEPUTY, Role.SUPERVISOR})
EVERYBODY = frozenset(Role)
HOLDERS = READERS | {Role.PRIVILEGE_REVIEWER}  # those to whom the case key is wrapped
ALONE = frozenset({Role.PRIVILEGE_REVIEWER, Role.ADMINISTRATOR})  # combine with no other role

RIGHTS: dict[Act, frozenset[Role]] = {
    Act.CREATE: EVERYBODY,
    Act.SIGN_IN: EVERYBODY,
    Act.REFUSED: EVERYBODY,
    Act.VERIFY: EVERYBODY,
    Act.READ_LOG: EVERYBODY,
    Act.CHANGE_PASSPHRASE: EVERYBODY,
    Act.ACCEPT_GAP: EVERYBODY,
    Act.ADD_SOURCE: READERS,
    Act.READ: READERS,
    Act.RETRY: READERS,
    Act.SKIP: READERS,
    Act.SEARCH: READERS,
    Act.OPEN: READERS,
    Act.SHOW_ORIGINAL: READERS,
    Act.CODE: READERS,
    Act.UNDO: READERS,
    Act.SEAL: READERS,
    Act.CODE_TEST: DISCLOSURE,
    Act.EXPORT: DISCLOSURE,
    Act.SERVE: frozenset({Role.SUPERVISOR}),
    Act.DECIDE_PRIVILEGE: frozenset({Role.PRIVILEGE_REVIEWER}),
    Act.ROTATE: HOLDERS,
    Act.MIGRATE: HOLDERS,
    Act.BACKUP: DISCLOSURE,
    Act.ADD_PERSON: frozenset({Role.ADMINISTRATOR}),
    Act.INVITE_PERSON: frozenset({Role.ADMINISTRATOR}),
    Act.ADMIT_PERSON: frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR}),  # an administrator has no case key to give
    Act.GRANT_ROLE: frozenset({Role.ADMINISTRATOR}),
    Act.REVOKE_PERSON: frozenset({Role.ADMINISTRATOR}),
    Act.SETTINGS: frozenset({Role.ADMINISTRATOR}),
    Act.RECOVER: frozenset({Role.ADMINISTRATOR}),
}

ON_PEOPLE = frozenset(
    {
        Act.ADD_PERSON,
        Act.INVITE_PERSON,
        Act.ADMIT_PERSON,
        Act.GRANT_ROLE,
        Act.REVOKE_PERSON,
        Act.SETTINGS,
        Act.RECOVER,
        Act.CHANGE_PASSPHRASE,
        Act.ROTATE,
        Act.BACKUP,
    }
)  # acts that stand in the chain of people


def permitting(act: Act, roles: Iterable[Role], *, in_charge: bool = False) -> Role | None:
    """The role among `roles` that permits the act, or None.

    `in_charge`: the person made the case and no administrator was named yet, so that a supervisor acts as one.
    """
    allowed = RIGHTS[act] | ({Role.SUPERVISOR} if in_charge and Role.ADMINISTRATOR in RIGHTS[act] else frozenset())
    return next((role for role in sorted(roles) if role in allowed), None)


def combine(held_ever: Iterable[Role], holding: Iterable[Role], role: Role) -> bool:
    """Whether somebody with these roles, now and ever, may be given `role`.

    A privilege reviewer must never have read the case, and never reads it later; neither reviewer nor administrator
    combines with another role.
    """
    ever, now = set(held_ever), set(holding) - {role}
    if role is Role.PRIVILEGE_REVIEWER:
        return not ever - {Role.PRIVILEGE_REVIEWER}
    if Role.PRIVILEGE_REVIEWER in ever:
        return False
    return not now if role is Role.ADMINISTRATOR else Role.ADMINISTRATOR not in now
