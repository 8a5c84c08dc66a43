"""`case.toml`: format, case id and opaque slots; nothing of people or material.

The file is authenticated under a key from the people key, which every member holds (an administrator holds no other);
its SHA-256 is signed into the chain of people, and its text mirrored there (docs/decisions/0012-case-toml.md).
"""

import hashlib
import hmac
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from evidence_triage.case.change import Change
from evidence_triage.case.folder import Folder, write_whole
from evidence_triage.errors import Damaged, NewerFormat, NotACase, PersonNeeded
from evidence_triage.store import Slot, derived, wrap, wrap_for_nobody

FORMAT = 1
RECOVERY_WRAPS = ("people", "case")
_SLOT_NUMBERS = ("hint", "memory_kib", "iterations", "lanes")
_SLOT_BYTES = ("salt", "secret")
_SLOT_WRAPS = ("people", "case", "privilege")


@dataclass(frozen=True)
class CaseFile:
    """What `case.toml` says. `generation` grows with each change; `mac` is HMAC-SHA256 over all else.

    `recovery` are people key and case key wrapped to the force's recovery key, or for nobody where it was refused.
    """

    case_id: bytes
    slots: tuple[Slot, ...]
    recovery: dict[str, bytes]
    generation: int = 1
    format: int = FORMAT
    mac: bytes = field(default=b"", compare=False)

    def text(self) -> str:
        """The file's text without its authentication."""
        head = f'format = {self.format}\ncase = "{self.case_id.hex()}"\ngeneration = {self.generation}\n'
        head += "".join(f'recovery_{which} = "{self.recovery[which].hex()}"\n' for which in RECOVERY_WRAPS)
        return head + "".join(map(slot_text, self.slots))

    def signed(self, people_key: bytes) -> "CaseFile":
        """The same, authenticated under the people key."""
        return replace(self, mac=self._mac(people_key))

    def is_authentic(self, people_key: bytes) -> bool:
        return hmac.compare_digest(self.mac, self._mac(people_key))

    def _mac(self, people_key: bytes) -> bytes:
        key = derived(people_key, self.case_id, "case.toml")
        return hmac.digest(key, self.text().encode("ascii"), hashlib.sha256)

    def whole_text(self) -> str:
        """The text as it stands on the disk."""
        return f'mac = "{self.mac.hex()}"\n{self.text()}'

    def sha256(self) -> bytes:
        return hashlib.sha256(self.whole_text().encode("ascii")).digest()

    def slot(self, slot_id: str) -> Slot | None:
        return next((slot for slot in self.slots if slot.id == slot_id), None)

    def with_slot(self, slot: Slot) -> "CaseFile":
        """The same with a slot added, or put in place of the one with its id."""
        others = tuple(each for each in self.slots if each.id != slot.id)
        return replace(self, slots=(*others, slot))

    def without_slot(self, slot_id: str) -> "CaseFile":
        return replace(self, slots=tuple(slot for slot in self.slots if slot.id != slot_id))

    def next(self, people_key: bytes) -> "CaseFile":
        """The following generation, authenticated."""
        return replace(self, generation=self.generation + 1).signed(people_key)


def slot_text(slot: Slot) -> str:
    """One slot as TOML: numbers and hex alone."""
    lines = [f'id = "{slot.id}"']
    lines += [f"{name} = {getattr(slot, name)}" for name in _SLOT_NUMBERS]
    lines += [f'{name} = "{getattr(slot, name).hex()}"' for name in _SLOT_BYTES]
    lines += [f'{name} = "{slot.wraps[name].hex()}"' for name in _SLOT_WRAPS]
    return "\n[[slot]]\n" + "\n".join(lines) + "\n"


def slot_from(table: Mapping[str, Any]) -> Slot:
    """A slot from its TOML table.

    Raises:
        KeyError, TypeError, ValueError: it is none.
    """
    return Slot(
        id=str(table["id"]),
        hint=int(table["hint"]),
        salt=bytes.fromhex(table["salt"]),
        memory_kib=int(table["memory_kib"]),
        iterations=int(table["iterations"]),
        lanes=int(table["lanes"]),
        secret=bytes.fromhex(table["secret"]),
        wraps={name: bytes.fromhex(table[name]) for name in _SLOT_WRAPS},
    )


def parse_case_file(text: str) -> CaseFile:
    """A case file from its text.

    Raises:
        NewerFormat: a later version wrote it.
        Damaged: it is none.
    """
    try:
        table = tomllib.loads(text)
        if table["format"] > FORMAT:
            raise NewerFormat(found=table["format"], known=FORMAT)
        slots = tuple(slot_from(each) for each in table.get("slot", ()))
        recovery = {which: bytes.fromhex(table[f"recovery_{which}"]) for which in RECOVERY_WRAPS}
        case_id, mac = bytes.fromhex(table["case"]), bytes.fromhex(table["mac"])
        return CaseFile(case_id, slots, recovery, table["generation"], table["format"], mac)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Damaged(what="case.toml cannot be read") from None


def read_case_file(folder: Folder) -> CaseFile:
    """The case file of a folder.

    Raises:
        NotACase: there is none.
        NewerFormat, Damaged: it cannot be understood.
    """
    try:
        return parse_case_file(folder.case_toml.read_text(encoding="ascii"))
    except (FileNotFoundError, NotADirectoryError):
        raise NotACase(folder=folder.root) from None
    except UnicodeDecodeError:
        raise Damaged(what="case.toml cannot be read") from None


def write_case_file(folder: Folder, case_file: CaseFile) -> None:
    """Puts the file in place at once and durably: a kill leaves the old one or the new one."""
    write_whole(folder.case_toml, case_file.whole_text().encode("ascii"))


def put_case_file(change: Change, case_file: CaseFile) -> None:
    """Signs a new generation into the chain of people; the file itself is written once this is committed."""
    change.insert("case_file", generation=case_file.generation, sha256=case_file.sha256(), time=change.time)
    if change.value("SELECT 1 FROM case_file_text") is None:
        change.insert("case_file_text", id=1, text=case_file.whole_text())
    else:
        change.update("case_file_text", {"id": 1}, text=case_file.whole_text())


def current_case_file(change: Change) -> CaseFile:
    """The case file as it was last signed; read inside the change that goes on from it."""
    return parse_case_file(str(change.value("SELECT text FROM case_file_text")))


def recovery_wrap(which: str, key: bytes, public: bytes | None) -> bytes:
    """A key wrapped to the force's recovery key, or for nobody where there is none."""
    return wrap_for_nobody(recovery_purpose(which)) if public is None else wrap(key, public, recovery_purpose(which))


def recovery_purpose(which: str) -> str:
    """What a key wrapped to the recovery key is bound to."""
    return f"evidence-triage recovery {which} key 1"


def check_folder(folder: Path, person: str | None) -> None:
    """Says before any passphrase is asked for whether this is a case, and one that this person can open by name.

    Raises:
        NotACase, NewerFormat, Damaged: it is none that this version opens.
        PersonNeeded: several people open it and no name was given.
    """
    slots = read_case_file(Folder(Path(folder))).slots
    if not person and len(slots) > 1:
        raise PersonNeeded
