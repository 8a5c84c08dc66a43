"""What must not leave the case, and why: for the internal eye only (R11, R20, R26, R34, R35).

A mark counts for the item itself, for every copy of it, and for all that lies inside it. So no family, duplicate or
container is a way round it.
"""

import json
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from evidence_triage.words import Sensitivity

if TYPE_CHECKING:
    from evidence_triage.case import Change, Reader

COMMON_BYTES = 64
COMMON_FAMILIES = 20


class Held(StrEnum):
    """Why an item is held back, the gravest first."""

    PRIVILEGED = "privileged"
    PROHIBITED = "prohibited"
    HIGHLY_SENSITIVE = "highly-sensitive"
    SENSITIVE = "sensitive"
    OUT_OF_SCOPE = "out-of-scope"
    WAITING = "waiting"


@dataclass(frozen=True)
class HeldBack:
    """What was chosen and is not handed over. `natives`: items whose pages go, but not the bytes that hold such a one.

    Sealed items are in no choice and so in no count of one; `sealed_in_case` is the one count of them that there is.
    """

    items: tuple[tuple[int, Held], ...] = ()
    natives: tuple[int, ...] = ()
    sealed_in_case: int = 0

    @property
    def counts(self) -> dict[str, int]:
        """How many items by reason, in the order of the reasons."""
        counted = Counter(reason for _, reason in self.items)
        return {reason.value: counted[reason] for reason in Held if counted[reason]}


@dataclass(frozen=True)
class Marks:
    """Every item of the case that is held back, by its gravest reason, and every item that one of these lies in.

    `around_all` lie around anything held back, `around_kept` around what not even a prosecutor is given.
    """

    reasons: dict[int, Held]
    around_all: frozenset[int]
    around_kept: frozenset[int]

    def same_for(self, other: "Marks", items: Collection[int]) -> bool:
        """Whether the other marks say the same of these items."""
        return all(
            self.reasons.get(item) is other.reasons.get(item)
            and self.refuses_native(item) == other.refuses_native(item)
            for item in items
        )

    def refuses_native(self, item: int) -> bool:
        """Whether the bytes of the item hold something that may not go where the item goes."""
        around = self.around_kept if self.reasons.get(item) is Held.SENSITIVE else self.around_all
        return item in around


DECIDE = ("coding", "content", "fact", "item", "ledger")


def state(reader: "Reader | Change") -> dict[str, int]:
    """How often each table was written that marks follow from: the same numbers, the same marks."""
    counters = reader.rows(
        "SELECT tbl, counter FROM table_counter WHERE tbl IN (SELECT value FROM json_each(?))", (json.dumps(DECIDE),)
    )
    return {str(table): int(counter) for table, counter in counters}


def marks(reader: "Reader | Change") -> Marks:
    """All marks of the case, through a reader that sees also what is hidden."""
    reasons: dict[int, Held] = {}
    for held, marked in _MARKED.items():
        for item in _spread(reader, _numbers(reader, marked)) if held in _SPREADS else _numbers(reader, marked):
            reasons.setdefault(item, held)
    kept = [item for item, held in reasons.items() if held is not Held.SENSITIVE]
    return Marks(reasons, _around(reader, list(reasons)), _around(reader, kept))


_SPREADS = frozenset({Held.PRIVILEGED, Held.PROHIBITED, Held.HIGHLY_SENSITIVE, Held.SENSITIVE})

_MARKED = {
    Held.PRIVILEGED: """SELECT item FROM ledger WHERE hidden = 1
        UNION SELECT item FROM coding WHERE privileged IN ('potential', 'confirmed')""",
    Held.PROHIBITED: "SELECT item FROM ledger WHERE hidden NOT IN (0, 1)",
    Held.HIGHLY_SENSITIVE: f"SELECT item FROM coding WHERE sensitive_category = '{Sensitivity.HIGHLY_SENSITIVE}'",
    Held.SENSITIVE: "SELECT item FROM coding WHERE sensitive IS NOT NULL OR sensitive_category IS NOT NULL",
    Held.OUT_OF_SCOPE: "SELECT item FROM ledger WHERE state = 'out-of-scope'",
    Held.WAITING: "SELECT item FROM ledger WHERE state = 'waiting'",
}


def _spread(reader: "Reader | Change", marked: Collection[int]) -> list[int]:
    """The marked items, their copies, and all that lies inside any of these."""
    return _numbers(reader, _SPREADING, json.dumps(sorted(marked)), COMMON_BYTES, COMMON_FAMILIES) if marked else []


_SPREADING = """
WITH RECURSIVE marked(item) AS (SELECT value FROM json_each(?1)),
copied(content) AS MATERIALIZED (
  SELECT c.id FROM content AS c
   WHERE c.id IN (SELECT l.content FROM ledger AS l JOIN marked ON marked.item = l.item)
     AND c.size >= ?2
     AND (SELECT count(DISTINCT f.family) FROM ledger AS l JOIN fact AS f ON f.item = l.item
           WHERE l.content = c.id AND f.kind = 'picture') <= ?3),
said(key) AS MATERIALIZED (
  SELECT f.message_key FROM fact AS f JOIN marked ON marked.item = f.item WHERE f.message_key IS NOT NULL),
held(item) AS (
  SELECT item FROM marked
  UNION SELECT l.item FROM copied JOIN ledger AS l ON l.content = copied.content
  UNION SELECT f.item FROM said JOIN fact AS f ON f.message_key = said.key
  UNION SELECT i.id FROM held JOIN item AS i ON i.parent = held.item)
SELECT item FROM held ORDER BY item"""


def _around(reader: "Reader | Change", held: Sequence[int]) -> frozenset[int]:
    """Every item that one of these lies in, at any depth."""
    return frozenset(_numbers(reader, _HOLDING, json.dumps(list(held))))


_HOLDING = """
WITH RECURSIVE above(item) AS (
  SELECT i.parent FROM item AS i JOIN json_each(?1) AS held ON held.value = i.id WHERE i.parent IS NOT NULL
  UNION SELECT i.parent FROM above JOIN item AS i ON i.id = above.item WHERE i.parent IS NOT NULL)
SELECT item FROM above"""


def _numbers(reader: "Reader | Change", sql: str, *values: object) -> list[int]:
    return [int(row[0]) for row in reader.rows(sql, values)]
