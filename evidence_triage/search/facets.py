"""Counts of what a question finds, by value. Each facet leaves its own fields of the question out of account."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np

from evidence_triage.search.catalogue import Catalogue, Column
from evidence_triage.search.matching import Match
from evidence_triage.search.query import Asker, Question
from evidence_triage.search.query.tree import Beside, Everything, Field, Node, side_by_side
from evidence_triage.search.results import Facets, FacetValue, Marks

if TYPE_CHECKING:
    from evidence_triage.case import Reader

MOST = 20  # values listed of a facet that has no end
MONTHS = 24  # with more than this many months, dates are counted by year

_SENDERS = """SELECT coalesce(nullif(p.address, ''), p.name), count(DISTINCT x.item) AS n
  FROM visible_item_party AS x JOIN party AS p ON p.id = x.party
  WHERE x.role IN ('from', 'sender', 'author') AND x.item IN (SELECT value FROM json_each(?))
  GROUP BY 1 ORDER BY n DESC, 1 LIMIT ?"""
_TAGS = """SELECT label, count(*) AS n FROM tag WHERE item IN (SELECT value FROM json_each(?))
  GROUP BY value ORDER BY n DESC, value LIMIT ?"""
_SEEN = "SELECT count(*) FROM seen WHERE member = ? AND item IN (SELECT value FROM json_each(?))"
_CODED = "SELECT count(*) FROM coding WHERE item IN (SELECT value FROM json_each(?))"


def facets(
    reader: "Reader", items: Catalogue, question: Question, find: Callable[[Question], Match], asker: Asker
) -> Facets:
    """All facets of a question; `find` answers a question."""

    def found(*fields: str) -> Marks:
        return find(_without(question, fields)).found

    chosen = _chosen(question)
    return Facets(
        source=_values("exhibit", items.exhibit, found("source", "exhibit"), chosen),
        kind=_values("kind", items.kind, found("kind"), chosen),
        date=_dates(items, found("date"), asker, chosen),
        people=_listed(reader, "from", _SENDERS, _numbers(items, found("from")), chosen),
        tags=_listed(reader, "tag", _TAGS, _numbers(items, found("tag")), chosen),
        state=_states(reader, items, found("is"), asker, chosen),
    )


def _without(question: Question, fields: tuple[str, ...]) -> Question:
    """The question without these fields, where they stand beside the rest."""
    parts = side_by_side(question.tree)
    kept = tuple(part for part in parts if not (isinstance(part, Field) and part.name in fields))
    if len(kept) == len(parts):
        return question
    everything = replace(question, text="*", tree=_everything(question.tree))
    return replace(question, tree=Beside(kept, 0, len(question.text))) if kept else everything


def _everything(tree: Node | None) -> Node | None:
    return None if tree is None else Everything(tree.start, tree.stop)


def _chosen(question: Question) -> set[tuple[str, str]]:
    """Which values of which fields the question asks for."""
    fields = (part for part in side_by_side(question.tree) if isinstance(part, Field))
    return {(field.name, value.lower()) for field in fields for value in field.values}


def _value(name: str, label: str, count: int, chosen: set[tuple[str, str]]) -> FacetValue:
    plain = label.replace('"', " ")
    bare = not set(plain) & set(' ,()*?"')
    return FacetValue(f"{name}:{plain}" if bare else f'{name}:"{plain}"', label, count, (name, label.lower()) in chosen)


def _values(name: str, column: Column, found: Marks, chosen: set[tuple[str, str]]) -> list[FacetValue]:
    counts = np.bincount(column.codes[found], minlength=len(column.values))
    values = [
        _value(name, value, int(count), chosen) for value, count in zip(column.values, counts, strict=True) if count
    ]
    return sorted(values, key=lambda value: (-value.count, value.label))


def _dates(items: Catalogue, found: Marks, asker: Asker, chosen: set[tuple[str, str]]) -> list[FacetValue]:
    """A histogram by month, or by year where there are many months, in order of time."""
    instants = items.instant[found]
    moments = [datetime.fromtimestamp(instant, asker.zone) for instant in instants[~np.isnan(instants)]]
    counts: dict[str, int] = {}
    by_year = len({(moment.year, moment.month) for moment in moments}) > MONTHS
    for moment in moments:
        label = f"{moment:%Y}" if by_year else f"{moment:%Y-%m}"
        counts[label] = counts.get(label, 0) + 1
    return [_value("date", label, count, chosen) for label, count in sorted(counts.items())]


def _numbers(items: Catalogue, found: Marks) -> str:
    return json.dumps(items.items[found].tolist())


def _listed(reader: "Reader", name: str, sql: str, numbers: str, chosen: set[tuple[str, str]]) -> list[FacetValue]:
    return [_value(name, label, count, chosen) for label, count in reader.rows(sql, (numbers, MOST))]


def _states(
    reader: "Reader", items: Catalogue, found: Marks, asker: Asker, chosen: set[tuple[str, str]]
) -> list[FacetValue]:
    numbers = _numbers(items, found)
    total, coded = int(found.sum()), int(reader.value(_CODED, (numbers,)))
    seen = int(reader.value(_SEEN, (asker.member, numbers)))
    no_text = int(np.count_nonzero(items.no_text & found))
    held = {"unseen": total - seen, "seen": seen, "coded": coded, "uncoded": total - coded, "no-text": no_text}
    held |= {value.label: value.count for value in _values("is", items.state, found, chosen)}
    return [_value("is", label, count, chosen) for label, count in held.items() if count]
