"""What a person chose, with its families, in the order in which it is handed over."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from evidence_triage.words import Kind

if TYPE_CHECKING:
    from evidence_triage.case import Reader


class Families(StrEnum):
    """Whether what belongs to a chosen item (attachments, the mail they came with) goes along."""

    WHOLE = "whole"
    NONE = "none"


@dataclass(frozen=True)
class Chosen:
    """An item chosen; `sha256` is empty where its bytes are not kept; `size` in bytes. `description` is a person's."""

    item: int
    exhibit: str
    parent: int | None
    family: int
    kind: Kind
    format: str
    title: str
    name: str
    date: str | None
    instant: float | None
    date_as_found: str
    sender: str
    recipients: str
    reason: str | None
    content: int | None
    sha256: str
    size: int
    has_text: bool
    description: str


def chosen(reader: "Reader", items: Sequence[int], families: Families) -> list[Chosen]:
    """The visible items among these and, where asked for, of their families; by time, each family together.

    The order follows from what is chosen alone: a family stands at the time of its first item, undated ones last.
    """
    wanted = _with_families(reader, items) if families is Families.WHOLE else list(items)
    found = [_chosen(row) for row in reader.rows(_CHOSEN, (json.dumps(wanted),))]
    first: dict[int, tuple[float, int]] = {}
    for each in sorted(found, key=lambda each: each.item):
        first.setdefault(each.family, (_moment(each), each.item))
    return sorted(found, key=lambda each: (*first[each.family], each.item))


def _moment(chosen_item: Chosen) -> float:
    return float("inf") if chosen_item.instant is None else chosen_item.instant


def _with_families(reader: "Reader", items: Sequence[int]) -> list[int]:
    rows = reader.rows(
        """SELECT id FROM visible_item
            WHERE family IN (SELECT family FROM visible_item WHERE id IN (SELECT value FROM json_each(?)))""",
        (json.dumps(list(items)),),
    )
    return [int(row[0]) for row in rows]


_CHOSEN = """
SELECT v.id, v.exhibit, v.parent, v.family, v.kind, v.format, v.title, v.name, v.date, v.instant, v.date_as_found,
       v.sender, v.recipients, v.reason, v.content,
       CASE WHEN b.blob IS NULL THEN '' ELSE lower(hex(c.sha256)) END, coalesce(c.size, 0),
       v.content IS NOT NULL AND NOT v.no_text, coalesce(d.description, '')
  FROM visible_item AS v
  LEFT JOIN visible_content AS c ON c.content = v.content
  LEFT JOIN content_blob AS b ON b.content = v.content
  LEFT JOIN coding AS d ON d.item = v.id
 WHERE v.id IN (SELECT value FROM json_each(?))"""


def _chosen(row: tuple[Any, ...]) -> Chosen:
    """The columns stand in the order of the fields."""
    values = list(row)
    values[4], values[17] = Kind(row[4]), bool(row[17])
    return Chosen(*values)
