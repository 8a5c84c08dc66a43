"""What one suspicion seals (R11): the item's family, every copy, the same message, its thread, and what stands around it.

A mail goes with its attachments, a document with what is embedded; copies of any of them too, by bytes or by message.
The rest of the thread, and in a chat the twenty messages on either side, are sealed as *potential*. Containers are
never sealed by a member.
"""

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evidence_triage.case import Case, Change, Reader

NEIGHBOURS = 20


class Ground(StrEnum):
    """Why an item is sealed."""

    SCREEN = "screen"
    PERSON = "person"
    FAMILY = "family"
    COPY = "copy"
    MATCH = "match"
    THREAD = "thread"
    NEIGHBOUR = "neighbour"


@dataclass(frozen=True)
class SealScope:
    """What would be sealed: item numbers with the ground of each; those of THREAD and NEIGHBOUR as potential only."""

    items: dict[int, Ground]

    def count(self, *grounds: Ground) -> int:
        return sum(ground in grounds for ground in self.items.values())


def scope(reader: "Reader | Change", items: list[int], ground: Ground) -> SealScope:
    """Everything that sealing these items takes with it."""
    sealed = dict.fromkeys(items, ground)
    _widen(sealed, Ground.FAMILY, reader, _FAMILY)
    _widen(sealed, Ground.COPY, reader, _COPIES)
    _widen(sealed, Ground.FAMILY, reader, _FAMILY)
    certain = list(sealed)
    _widen(sealed, Ground.THREAD, reader, _THREAD, certain)
    _widen(sealed, Ground.FAMILY, reader, _FAMILY)
    _widen(sealed, Ground.NEIGHBOUR, reader, _NEIGHBOURS, certain)
    return SealScope(sealed)


def would_seal(case: "Case", items: list[int]) -> SealScope:
    """What sealing these items would take with it, for telling the person before they do."""
    return scope(case.unguarded(), items, Ground.PERSON)


def _widen(
    sealed: dict[int, Ground], ground: Ground, reader: "Reader | Change", sql: str, start: list[int] | None = None
) -> None:
    numbers = json.dumps(list(sealed) if start is None else start)
    for (item,) in reader.rows(sql, {"items": numbers, "around": NEIGHBOURS}):
        sealed.setdefault(int(item), ground)


_FAMILY = """SELECT f.item FROM fact AS f WHERE f.family IN
               (SELECT family FROM fact WHERE item IN (SELECT value FROM json_each(:items)))"""
_COPIES = """SELECT l.item FROM ledger AS l WHERE l.content IN
               (SELECT content FROM ledger WHERE content IS NOT NULL AND item IN (SELECT value FROM json_each(:items)))
             UNION
             SELECT f.item FROM fact AS f WHERE f.message_key IN
               (SELECT message_key FROM fact WHERE message_key IS NOT NULL AND item IN (SELECT value FROM json_each(:items)))"""
_THREAD = """SELECT f.item FROM fact AS f WHERE f.thread IN
               (SELECT thread FROM fact WHERE thread IS NOT NULL AND item IN (SELECT value FROM json_each(:items)))"""
_NEIGHBOURS = """SELECT o.id FROM item AS i JOIN item AS o ON o.parent = i.parent AND o.place = 'message'
                  AND o.ordinal BETWEEN i.ordinal - :around AND i.ordinal + :around JOIN fact AS c ON c.item = i.parent
                 WHERE i.place = 'message' AND c.kind = 'conversation' AND i.id IN (SELECT value FROM json_each(:items))"""
