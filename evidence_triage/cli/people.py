"""person: who is in a case, and what they may do."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evidence_triage.cli.terminal import (
    NEW_PASSPHRASE,
    PASSPHRASE,
    PERSON,
    AsJson,
    CaseFolder,
    answer,
    app,
    opened,
    secret,
)
from evidence_triage.errors import UsageError
from evidence_triage.words import Act, Role

if TYPE_CHECKING:
    from evidence_triage.case import Member

Name = Annotated[str, typer.Argument(metavar="NAME", help="The person's name, as it stands in the record.")]
AsRole = Annotated[Role, typer.Option("--role", help="Their role in this case.")]
PrivilegeKey = Annotated[
    Path | None, typer.Option(help="The privilege recovery key, where no reviewer names the reviewer.")
]

person_app = typer.Typer(help="People of the case: add, invite, accept, admit, list, role, passphrase, revoke.")
app.add_typer(person_app, name="person")


@person_app.callback()
def person(context: typer.Context, folder: CaseFolder) -> None:
    """People of the case: add, invite, accept, admit, list, role, passphrase, revoke."""
    context.obj = folder


@person_app.command()
def add(
    context: typer.Context, name: Name, role: AsRole, privilege_key: PrivilegeKey = None, as_json: AsJson = False
) -> None:
    """Add a person who is present and types a passphrase of their own."""
    from evidence_triage.case import add_person

    with opened(context.obj) as case:
        case.role_for(Act.ADD_PERSON)  # refused before a passphrase is asked for
        passphrase = secret(NEW_PASSPHRASE, f"Passphrase of {name}")
        added = add_person(case, name, role, passphrase, privilege_recovery=_content(privilege_key))
    answer(_as_data(added), f"{added.name} signs in as {role}. Key {added.fingerprint}.", as_json=as_json)


@person_app.command()
def invite(context: typer.Context, name: Name, role: AsRole, as_json: AsJson = False) -> None:
    """Invite somebody who is not present, with a one-time passphrase."""
    from evidence_triage.case import invite as invite_person

    with opened(context.obj) as case:
        one_time = invite_person(case, name, role)
    words = (
        f"One-time passphrase of {name}: {one_time}\nIt opens nothing but choosing their own "
        "(evidence-triage person CASE accept). It is shown once."
    )
    answer({"name": name, "role": role.value, "passphrase": one_time}, words, as_json=as_json)


@person_app.command()
def accept(context: typer.Context, as_json: AsJson = False) -> None:
    """Choose your own passphrase with a one-time passphrase (name in EVIDENCE_TRIAGE_PERSON)."""
    from evidence_triage.case import accept_invitation

    name = os.environ.get(PERSON, "")
    if not name:
        raise UsageError(what=f"Say who you are in {PERSON}.")
    one_time, own = secret(PASSPHRASE, "One-time passphrase"), secret(NEW_PASSPHRASE, "Your own passphrase")
    print_of_key = accept_invitation(context.obj, name, one_time, own)
    words = f"Your key's fingerprint: {print_of_key}\nTell it to whoever admits you, over another way than this folder."
    answer({"name": name, "fingerprint": print_of_key}, words, as_json=as_json)


@person_app.command()
def admit(
    context: typer.Context,
    name: Name,
    fingerprint: Annotated[str, typer.Option(help="The fingerprint that the person told you.")],
    privilege_key: PrivilegeKey = None,
    as_json: AsJson = False,
) -> None:
    """Admit an invited person whose key's fingerprint they told you over another way."""
    from evidence_triage.case import admit as admit_person

    with opened(context.obj) as case:
        admitted = admit_person(case, name, fingerprint, privilege_recovery=_content(privilege_key))
    answer(_as_data(admitted), f"{admitted.name} was admitted and can sign in.", as_json=as_json)


@person_app.command("list")
def list_people(context: typer.Context, as_json: AsJson = False) -> None:
    """Everybody who was ever named in the case, with roles and fingerprints."""
    from evidence_triage.case import waiting

    with opened(context.obj) as case:
        members, joining = case.members(), {each.person: each.fingerprint for each in waiting(case)}
    data = [_as_data(member) | {"waiting": joining.get(member.id)} for member in members]
    words = "\n".join(_line(member, joining.get(member.id)) for member in members)
    answer(data, words, as_json=as_json)


@person_app.command()
def role(
    context: typer.Context,
    name: Name,
    role: Annotated[Role, typer.Argument(metavar="ROLE", help="The role they have from now on.")],
    also: Annotated[bool, typer.Option("--also", help="Beside the roles they have.")] = False,
    privilege_key: PrivilegeKey = None,
    as_json: AsJson = False,
) -> None:
    """Give a person another role; the former one stays on record."""
    from evidence_triage.case import set_role

    with opened(context.obj) as case:
        changed = set_role(case, name, role, also=also, privilege_recovery=_content(privilege_key))
    answer(_as_data(changed), _line(changed, None), as_json=as_json)


@person_app.command()
def passphrase(
    context: typer.Context,
    nobody_knows: Annotated[
        bool,
        typer.Option(
            "--nobody-knows/--others-may-know",
            help="Whether nobody else can know the old one; if they may, keys are made anew.",
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Change your own passphrase."""
    from evidence_triage.case import change_passphrase

    with opened(context.obj) as case:
        rotated = change_passphrase(case, secret(NEW_PASSPHRASE, "New passphrase"), others_may_know=not nobody_knows)
    words = "Your passphrase was changed. Old copies of the folder still open with the old one."
    if not nobody_knows:
        words += "\n" + _rotation_words(rotated)
    answer({"rotated": rotated}, words, as_json=as_json)


@person_app.command()
def revoke(context: typer.Context, name: Name, as_json: AsJson = False) -> None:
    """End everything that a person may do, at once."""
    from evidence_triage.case import revoke as revoke_person

    with opened(context.obj) as case:
        rotated = revoke_person(case, name)
    answer(
        {"name": name, "rotated": rotated}, f"{name} can do nothing more. {_rotation_words(rotated)}", as_json=as_json
    )


def _rotation_words(rotated: bool) -> str:
    if rotated:
        return "The keys of the case were made anew."
    return "The keys of the case are made anew when next somebody who holds them opens it alone."


def _content(path: Path | None) -> bytes | None:
    return path.read_bytes() if path else None


def _as_data(member: "Member") -> dict[str, object]:
    return {"id": member.id, "name": member.name, "roles": sorted(member.roles), "fingerprint": member.fingerprint}


def _line(member: "Member", waiting: str | None) -> str:
    if waiting:
        return f"{member.name}: waits to be admitted, key {waiting}"
    return f"{member.name}: {', '.join(sorted(member.roles)) or 'no role'}, key {member.fingerprint or 'none yet'}"
