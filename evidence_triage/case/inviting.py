"""Inviting somebody who is not present: a one-time passphrase, an answer, and the admission by fingerprint.

The one-time passphrase opens a slot that holds no key of the case. With it the person leaves an answer in the folder
`joining`: a slot behind their own passphrase and their public keys, signed by the one-time key. Whoever admits them
compares the fingerprint over another way, and only then wraps the case's keys to the person.
"""

import base64
import os
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from evidence_triage.case import clock
from evidence_triage.case.case import Case
from evidence_triage.case.case_file import CaseFile, read_case_file, slot_from, slot_text
from evidence_triage.case.folder import Folder, write_whole
from evidence_triage.case.people import called, changing_slots, check_name, keys_for, note_keys
from evidence_triage.case.rights import HOLDERS
from evidence_triage.case.roster import Member, PersonKey
from evidence_triage.errors import (
    NotAwaited,
    OnlyToChoose,
    TriageError,
    UsageError,
    WaitingForAdmission,
    WrongPassphrase,
)
from evidence_triage.store import PersonKeys, Slot, name_hint, new_slot
from evidence_triage.verify import fingerprint, signature_holds, signed_bytes
from evidence_triage.words import Act, Role

ONE_TIME_BYTES = 15
DOMAIN = "evidence-triage joining 1"


@dataclass(frozen=True, slots=True)
class Joining:
    """Somebody who waits to be admitted. `answer` is that of an invitation; None where an administrator added them."""

    person: int
    name: str
    role: Role
    fingerprint: str
    answer: "Answer | None"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the invited person leaves: a slot and the public keys that belong to it."""

    slot: Slot
    signing: bytes
    wrapping: bytes
    proof: bytes

    def claim(self) -> bytes:
        """What the one-time key signs."""
        return slot_text(self.slot).encode("ascii") + self.signing + self.wrapping

    def text(self) -> str:
        keys = {"signing": self.signing, "wrapping": self.wrapping, "proof": self.proof}
        return "".join(f'{name} = "{value.hex()}"\n' for name, value in keys.items()) + slot_text(self.slot)


def invite(case: Case, name: str, role: Role) -> str:
    """Invites a person; gives the one-time passphrase, which is told to them and kept nowhere.

    Raises:
        NotAllowed, PersonExists: nothing was changed.
    """
    case.role_for(Act.INVITE_PERSON)
    one_time = base64.b32encode(os.urandom(ONE_TIME_BYTES)).decode("ascii").lower()
    one_time = "-".join(one_time[at : at + 4] for at in range(0, len(one_time), 4))
    check_name(case, name, one_time)
    own = PersonKeys.new()
    slot = new_slot(own, name, one_time)
    with changing_slots(case, Act.INVITE_PERSON, "") as (change, put):
        person = change.insert("person", name=" ".join(name.split()), time=change.time)
        change.insert(
            "invitation", person=person, role=role.value, signing=own.public_signing, slot=slot.id, time=change.time
        )
        put(lambda case_file: case_file.with_slot(slot))
    return one_time


def accept_invitation(folder: Path, name: str, one_time: str, passphrase: str) -> str:
    """The invited person chooses their own passphrase; gives the fingerprint to tell to whoever admits them.

    Raises:
        WrongPassphrase: name and one-time passphrase open no invitation.
        UsageError: the new passphrase is empty, or the one-time one again.
    """
    if not passphrase or passphrase == one_time:
        raise UsageError(what="Choose a passphrase of your own.")
    place = Folder(Path(folder).absolute())
    case_file = read_case_file(place)
    invited_slot, invited = _invitation(case_file, name, one_time)
    own = PersonKeys.new()
    answer = Answer(new_slot(own, name, passphrase), own.public_signing, own.public_wrapping, b"")
    proof = Ed25519PrivateKey.from_private_bytes(invited.signing).sign(
        signed_bytes(DOMAIN, case_file.case_id, answer.claim())
    )
    answer = Answer(answer.slot, answer.signing, answer.wrapping, proof)
    place.joining.mkdir(exist_ok=True)
    write_whole(place.joining / invited_slot.id, answer.text().encode("ascii"))
    return fingerprint(answer.signing)


def _invitation(case_file: CaseFile, name: str, one_time: str) -> tuple[Slot, PersonKeys]:
    for slot in case_file.slots:
        own = slot.open(one_time) if _may_be(slot, name) else None
        if own is not None and slot.held("people", own) is None:
            return slot, own
    raise WrongPassphrase


def waiting(case: Case) -> list[Joining]:
    """Who waits to be admitted: invited and answered, or added to read by an administrator, who has no key to give."""
    return [*_answered(case), *_without_key(case)]


def _answered(case: Case) -> Iterator[Joining]:
    for person, invitation in case.roster().invitations.items():
        answer = _answer(case.place.joining / invitation["slot"])
        claimed = answer and signed_bytes(DOMAIN, case.case_id, answer.claim())
        if answer and claimed and signature_holds(invitation["signing"], answer.proof, claimed):
            name, role = case.roster().names[person], Role(invitation["role"])
            yield Joining(person, name, role, fingerprint(answer.signing), answer)


def _without_key(case: Case) -> Iterator[Joining]:
    roster = case.roster()
    for member in case.members():
        reading = sorted(member.roles & HOLDERS)
        if reading and member.id not in roster.holders:
            yield Joining(member.id, member.name, reading[0], member.fingerprint, None)


def _answer(path: Path) -> Answer | None:
    """An answer from its file; one that cannot be read is none."""
    try:
        table = tomllib.loads(path.read_text(encoding="ascii"))
        keys = {name: bytes.fromhex(table[name]) for name in ("signing", "wrapping", "proof")}
        return Answer(slot=slot_from(table["slot"][0]), **keys)
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None


def admit(case: Case, name: str, told_fingerprint: str, *, privilege_recovery: bytes | None = None) -> Member:
    """Admits a waiting person whose fingerprint was told over another way: the case's keys are wrapped to them.

    Raises:
        NotAllowed, NobodyCalled, PrivilegeKeyNeeded: nothing was changed.
        NotAwaited: nobody of that name waits, or the fingerprint is another.
    """
    case.role_for(Act.ADMIT_PERSON)
    person = called(case, name)
    joining = next((each for each in waiting(case) if each.person == person), None)
    if joining is None or joining.fingerprint.replace(" ", "") != told_fingerprint.replace(" ", "").lower():
        raise NotAwaited
    if joining.answer is None:
        _give_key(case, person)
    else:
        _take_in(case, joining, joining.answer, privilege_recovery)
    return case.roster().member(person, clock.now())


def _take_in(case: Case, joining: Joining, answer: Answer, privilege_recovery: bytes | None) -> None:
    """The invited person's own slot takes the place of the one-time slot, with the keys of their role."""
    invited = case.roster().invitations[joining.person]["slot"]
    slot = answer.slot.holding(answer.wrapping, **keys_for(case, frozenset({joining.role}), privilege_recovery))
    with changing_slots(case, Act.ADMIT_PERSON, str(joining.person)) as (change, put):
        note_keys(change, joining.person, answer.signing, answer.wrapping, slot.id)
        change.insert("role_grant", person=joining.person, role=joining.role.value, time=change.time)
        put(lambda case_file: case_file.without_slot(invited).with_slot(slot))
    (case.place.joining / invited).unlink(missing_ok=True)


def _give_key(case: Case, person: int) -> None:
    """The case key is wrapped to somebody whom an administrator added; the same public keys go on record again."""
    case.need_keys()
    key = case.roster().key(person)
    assert key is not None
    with changing_slots(case, Act.ADMIT_PERSON, str(person)) as (change, put):
        note_keys(change, person, key.signing, key.wrapping, key.slot)
        put(lambda case_file: _holding(case_file, key, case.held.case_key))


def _holding(case_file: CaseFile, key: PersonKey, case_key: bytes | None) -> CaseFile:
    slot = case_file.slot(key.slot)
    return case_file if slot is None else case_file.with_slot(slot.holding(key.wrapping, case=case_key))


def refused(place: Folder, case_file: CaseFile, name: str | None, passphrase: str) -> TriageError:
    """Why a passphrase lets nobody in: it is wrong, or the person was invited and is not admitted yet."""
    for answer in _answers(place):
        if _may_be(answer.slot, name) and answer.slot.open(passphrase):
            return WaitingForAdmission(fingerprint=fingerprint(answer.signing))
    invited = any(_may_be(slot, name) and slot.open(passphrase) for slot in case_file.slots)
    return OnlyToChoose() if invited else WrongPassphrase()


def _answers(place: Folder) -> list[Answer]:
    found = [_answer(path) for path in place.joining.iterdir()] if place.joining.is_dir() else []
    return [answer for answer in found if answer is not None]


def _may_be(slot: Slot, name: str | None) -> bool:
    return name is None or slot.hint == name_hint(slot.salt, name)
