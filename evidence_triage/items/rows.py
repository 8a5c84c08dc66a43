"""Rows by the page: what a list shows of items, asked for by number."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evidence_triage.case import Reader


@dataclass(frozen=True)
class Row:
    """One line of a list. `copies` counts the other visible places of the same bytes or message."""

    id: int
    kind: str
    format: str
    title: str
    name: str
    path: str
    exhibit: str
    date: str | None
    sender: str
    recipients: str
    place: str
    state: str
    reason: str | None
    no_text: bool
    family: int
    container: int | None
    attachments: int
    pages: int
    copies: int


_COLUMNS = """v.id, v.kind, v.format, v.title, v.name, v.path, v.exhibit, v.date, v.sender, v.recipients, v.place, v.state,
  v.reason, v.no_text, v.family, v.container, v.attachments, v.pages"""


def rows(reader: "Reader", numbers: Sequence[int]) -> list[Row]:
    """The rows of these items, in the order given; what may not be seen is left out."""
    found = reader.rows(
        f"""SELECT {_COLUMNS},
                   (SELECT count(*) - 1 FROM visible_item AS c WHERE c.content = v.content)
              FROM visible_item AS v WHERE v.id IN (SELECT value FROM json_each(?))""",
        (json.dumps(list(numbers)),),
    )
    by_number = {row[0]: _row(row) for row in found}
    return [by_number[number] for number in numbers if number in by_number]


def _row(row: Sequence[object]) -> Row:
    values = list(row)
    values[13] = bool(values[13])
    values[18] = max(0, int(str(values[18] or 0)))
    return Row(*values)  # type: ignore[arg-type]  # columns and fields stand in the same order
