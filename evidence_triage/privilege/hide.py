"""The first step of sealing: one short transaction hides the whole scope from every reader, and is on record.

What comes of it later (taking text, names, words, vectors out of everything) is `takeout.py`, resumable.
"""

import secrets
from typing import TYPE_CHECKING

from evidence_triage.privilege.grounds import Ground, SealScope, scope
from evidence_triage.words import Act

if TYPE_CHECKING:
    from evidence_triage.case import Case, Change, Member

SEALED = 1
CERTAIN = frozenset({Ground.SCREEN, Ground.PERSON, Ground.FAMILY, Ground.COPY, Ground.MATCH})


def hide(case: "Case", items: list[int], reason: str, *, by: "Member") -> SealScope:
    """Hides items on a person's suspicion, with all that goes with them."""
    with case.change(Act.SEAL, by=by) as change:
        found = scope(change, items, Ground.PERSON)
        write(case, change, found, reason)
    return found


def sealed_count(case: "Case") -> int:
    """How many items of the case are sealed: the one number about them that everybody sees (R11)."""
    return int(case.unguarded().value("SELECT count(*) FROM ledger WHERE hidden = ?", (SEALED,)))


def write(case: "Case", change: "Change", found: SealScope, reason: str) -> None:
    """Hides a scope in a transaction that is open already; what is sealed already stays as it is."""
    batch = secrets.token_bytes(16)
    for item, ground in found.items.items():
        if change.value("SELECT 1 FROM seal WHERE item = ?", (item,)) is not None:
            continue
        seal = change.insert(
            "seal",
            item=item,
            batch=batch,
            ground=ground.value,
            state="potential",
            member=case.member.id,
            time=change.time,
        )
        change.insert("seal_words", seal=seal, reason=reason)
        change.update("ledger", {"item": item}, hidden=SEALED)
        change.insert("sealing", item=item)
        if ground in CERTAIN:
            remember(case, change, item, seal)


def remember(case: "Case", change: "Change", item: int, seal: int) -> None:
    """Puts an item's content and message on the match list, so that later copies are born sealed."""
    row = change.one(
        """SELECT c.sha256, f.message_key FROM ledger AS l JOIN fact AS f ON f.item = l.item
             LEFT JOIN content AS c ON c.id = l.content WHERE l.item = ?""",
        (item,),
    )
    for value in row or ():
        if value is None:
            continue
        key = case.keyed("sealed", bytes(value))
        if change.value("SELECT 1 FROM seal_match WHERE key = ?", (key,)) is None:
            change.insert("seal_match", key=key, seal=seal)


def is_remembered(case: "Case", change: "Change", values: list[bytes]) -> bool:
    """Whether any of these (a SHA-256, a keyed message key) is on the match list."""
    keys = [case.keyed("sealed", value) for value in values]
    marks = ", ".join("?" * len(keys))
    return bool(keys) and change.value(f"SELECT 1 FROM seal_match WHERE key IN ({marks})", keys) is not None
