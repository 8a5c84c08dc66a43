"""Lines of the list: rows of items with why they were found and the piece of text that shows it."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from evidence_triage import items as kept
from evidence_triage.search.catalogue import Catalogue
from evidence_triage.search.matching import Match
from evidence_triage.search.meaning import Passage
from evidence_triage.search.results import Hit, Items, Why
from evidence_triage.search.snippet import snippet

if TYPE_CHECKING:
    from evidence_triage.case import Reader
    from evidence_triage.items import Row


def hits(reader: "Reader", items: Catalogue, found: Match, places: Items) -> list[Hit]:
    """The lines of the items at these places of the catalogue, in this order."""
    numbers = [int(number) for number in items.items[places]]
    rows = {row.id: row for row in kept.rows(reader, numbers)}
    contents = [int(content) for content in items.content[places]]
    texts, tags = _texts(reader, contents), _tags(reader, numbers)
    return [
        replace(
            _hit(rows[number], items, found, int(place)),
            snippet=snippet(texts.get(content, ""), found.words.to_mark(), _passage(found, content)),
            passage=_passage(found, content),
            tags=tuple(tags.get(number, ())),
        )
        for number, content, place in zip(numbers, contents, places, strict=True)
        if number in rows
    ]


def _hit(row: "Row", items: Catalogue, found: Match, place: int) -> Hit:
    likeness = float(found.near.likeness[place]) if found.near else 0.0
    return Hit(
        item=row.id,
        title=row.title,
        kind=row.kind,
        date=row.date,
        source=row.exhibit,
        path=row.path,
        score=round(float(found.score[place]), 6),
        why=Why(round(likeness, 4) if likeness > 0 else None, found.words.held_by(place)),
        duplicates=int(items.twins[place]) - 1,
    )


def _passage(found: Match, content: int) -> Passage | None:
    return found.near.passages.get(content) if found.near else None


def _texts(reader: "Reader", contents: Sequence[int]) -> dict[int, str]:
    sql = "SELECT content, coalesce(text, '') FROM visible_content WHERE content IN (SELECT value FROM json_each(?))"
    return dict(reader.rows(sql, (json.dumps(contents),)))


def _tags(reader: "Reader", numbers: Sequence[int]) -> dict[int, list[str]]:
    tags: dict[int, list[str]] = {}
    sql = "SELECT item, label FROM tag WHERE item IN (SELECT value FROM json_each(?)) ORDER BY item, value"
    for item, label in reader.rows(sql, (json.dumps(numbers),)):
        tags.setdefault(item, []).append(label)
    return tags
