"""Served references: under which name an item leaves the case, exhibit and a number, the same in every bundle.

Each exhibit has two series. The open one counts only what was handed over openly, so that its numbers tell nothing of
what was held back; what only a prosecutor may be given is counted by itself (`ABC/1-S1`).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from evidence_triage.errors import JobFailed

if TYPE_CHECKING:
    from evidence_triage.case import Change, Reader


class Series(StrEnum):
    OPEN = "open"
    SENSITIVE = "sensitive"


@dataclass(frozen=True)
class Reference:
    """An item's place in a series. `new`: it is not on record yet."""

    item: int
    series: Series
    exhibit: str
    number: int
    new: bool

    def __str__(self) -> str:
        return f"{self.exhibit}-{'S' if self.series is Series.SENSITIVE else ''}{self.number}"


def references(
    reader: "Reader", exhibits: Mapping[int, str], order: Sequence[int], series: Series
) -> dict[int, Reference]:
    """The reference of each item of `order`: the one on record, or the next of its exhibit, in that order."""
    known = _on_record(reader, order, series)
    last = _last_numbers(reader, series)
    found: dict[int, Reference] = {}
    for item in order:
        exhibit = exhibits[item]
        new = item not in known
        if new:
            last[exhibit] = last.get(exhibit, 0) + 1
        found[item] = Reference(item, series, exhibit, last[exhibit] if new else known[item], new)
    return found


def keep_references(change: "Change", made: Sequence[Reference]) -> None:
    """Puts the new ones on record.

    Raises:
        JobFailed: another export took one of them meanwhile; nothing is written.
    """
    fresh = [each for each in made if each.new]
    for each in fresh:
        taken = change.value(_TAKEN, (each.series.value, each.item, each.exhibit, each.number))
        if taken:
            raise JobFailed(what="another export took the same references meanwhile")
    change.insert_many(
        "served_reference",
        ("item", "series", "exhibit", "number"),
        [(each.item, each.series.value, each.exhibit, each.number) for each in fresh],
    )


_TAKEN = """SELECT count(*) FROM served_reference WHERE series = ? AND (item = ? OR (exhibit = ? AND number = ?))"""


def _on_record(reader: "Reader", items: Sequence[int], series: Series) -> dict[int, int]:
    rows = reader.rows(
        """SELECT item, number FROM served_reference
            WHERE series = ? AND item IN (SELECT value FROM json_each(?))""",
        (series.value, json.dumps(list(items))),
    )
    return {int(item): int(number) for item, number in rows}


def _last_numbers(reader: "Reader", series: Series) -> dict[str, int]:
    rows = reader.rows(
        "SELECT exhibit, max(number) FROM served_reference WHERE series = ? GROUP BY exhibit", (series.value,)
    )
    return {str(exhibit): int(number) for exhibit, number in rows}
