"""What a decision could be carried over to: families and copies, counted before anybody says so. Never across a container."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evidence_triage.review.coding import Coding
from evidence_triage.review.draft import Draft
from evidence_triage.review.reading import coding
from evidence_triage.words import Kind, Spread

if TYPE_CHECKING:
    from evidence_triage.case import Reader

SMALL = 64  # bytes: a shorter file is the same as another by chance
MANY_FAMILIES = 20  # a picture in more families than this is a letterhead or a smiley

_AMONG = "IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True)
class Scope:
    """Items besides those chosen. `left_out` are copies that carry nothing by themselves: too small, or everywhere.

    `decided_otherwise` are copies whose coding differs from the draft; spreading leaves them out, too.
    """

    family: tuple[int, ...] = ()
    duplicates: tuple[int, ...] = ()
    left_out: tuple[int, ...] = ()
    decided_otherwise: tuple[int, ...] = ()


def scope(reader: "Reader", items: Iterable[int], draft: Draft | None = None) -> Scope:
    """The families and copies of these items that may be seen."""
    chosen = set(items)
    family = [item for item in _numbers(reader, _FAMILY, chosen) if item not in chosen]
    carrying = _numbers(reader, _COPIES.format(filter=f"AND NOT ({_SLIGHT})"), chosen)
    every = _numbers(reader, _COPIES.format(filter=""), chosen)
    copies = [item for item in carrying if item not in chosen]
    otherwise = _otherwise(coding(reader, copies), draft)
    return Scope(
        family=tuple(family),
        duplicates=tuple(item for item in copies if item not in otherwise),
        left_out=tuple(item for item in every if item not in chosen and item not in carrying),
        decided_otherwise=tuple(item for item in copies if item in otherwise),
    )


_FAMILY = f"""SELECT DISTINCT f.id FROM visible_item AS f WHERE f.family IN
  (SELECT family FROM visible_item WHERE id {_AMONG}) ORDER BY f.id"""
_COPIES = f"""WITH chosen AS (SELECT content, message_key FROM visible_item AS i WHERE i.id {_AMONG} {{filter}})
  SELECT id FROM visible_item WHERE content IN (SELECT content FROM chosen)
  UNION SELECT id FROM visible_item WHERE message_key IN (SELECT message_key FROM chosen) ORDER BY 1"""
_SLIGHT = f"""i.message_key IS NULL AND (
  (SELECT size FROM visible_content WHERE content = i.content) < {SMALL}
  OR (i.kind = '{Kind.PICTURE}' AND (SELECT count(DISTINCT family) FROM visible_item WHERE content = i.content) > {MANY_FAMILIES}))"""


def _numbers(reader: "Reader", sql: str, items: Iterable[int]) -> list[int]:
    return [row[0] for row in reader.rows(sql, (json.dumps(sorted(items)),))]


def _otherwise(decided: Mapping[int, Coding], draft: Draft | None) -> set[int]:
    """The items of which a field that the draft sets was decided differently."""
    return {item for item, state in decided.items() if draft is not None and _differs(state, draft)}


def _differs(state: Coding, draft: Draft) -> bool:
    names = draft.set_fields & {"relevance", "evidence", "test", "sensitive", "sensitive_category", "presumption"}
    return any(getattr(state, name) not in (None, getattr(draft, name)) for name in names)


def spread_over(reader: "Reader", items: Sequence[int], spread: Spread | None, draft: Draft) -> dict[int, str]:
    """Every item a decision is written for, and where it comes from: own-reading, family or duplicates."""
    origins = dict.fromkeys(items, "own-reading")
    if spread in (Spread.FAMILY, Spread.BOTH):
        origins |= dict.fromkeys(scope(reader, items).family, Spread.FAMILY.value)
    if spread in (Spread.DUPLICATES, Spread.BOTH):
        origins |= dict.fromkeys(scope(reader, list(origins), draft).duplicates, Spread.DUPLICATES.value)
    return origins
