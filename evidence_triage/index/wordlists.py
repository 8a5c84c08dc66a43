"""The word index: a row an item in `item_fts`, words as written with case and accents folded."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evidence_triage.case import Change


@dataclass(frozen=True)
class Wording:
    """What of an item stands in the word index."""

    item: int
    content: int
    title: str
    parties: str
    name: str
    text: str


def write(change: "Change", wordings: Sequence[Wording]) -> None:
    """Makes items findable by their words; what stood there of them before is taken out."""
    for each in wordings:
        take_out(change, each.item)
    change.insert_many(
        "item_words",
        ("item", "content", "title", "parties", "name"),
        [(each.item, each.content, each.title, each.parties, each.name) for each in wordings],
    )
    rows = [(each.item, each.title, each.parties, each.name, each.text) for each in wordings]
    change.insert_many("item_fts", ("rowid", "title", "parties", "name", "text"), rows)


def take_out(change: "Change", item: int) -> int | None:
    """Takes an item's words out of the index, overwritten where they stood; gives its content, or None if it had none.

    FTS5 removes a row of such a table by the very words that were put in, so this comes before its text is emptied.
    """
    row = change.one(
        """SELECT w.content, w.title, w.parties, w.name, coalesce(t.text, '')
             FROM item_words AS w LEFT JOIN content_text AS t ON t.content = w.content WHERE w.item = ?""",
        (item,),
    )
    if row is None:
        return None
    sql = "INSERT INTO item_fts (item_fts, rowid, title, parties, name, text) VALUES ('delete', ?, ?, ?, ?, ?)"
    change.execute(sql, (item, *row[1:]), items=(item,))
    change.delete("item_words", item=item)
    return int(row[0])
