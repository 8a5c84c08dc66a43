"""What a message is embedded with: its neighbours in the conversation, three before and one after."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from evidence_triage.index.put import Indexable, put
from evidence_triage.words import Place

if TYPE_CHECKING:
    from evidence_triage.case import Change
    from evidence_triage.embedding import Embedder

BEFORE, AFTER = 3, 1


def window_of(lines: Iterable[tuple[str, str]]) -> str:
    """A stretch of conversation as it is given to the embedder; a line is its sender and its text."""
    return "\n".join(f"{sender}: {text}" if sender else text for sender, text in lines)


def neighbours(change: "Change", item: int) -> list[int]:
    """The messages in whose windows this one stands, itself left out; empty where it is no message."""
    sql = """SELECT near.id FROM item AS i JOIN item AS near
               ON near.parent = i.parent AND near.place = i.place AND near.id <> i.id
                  AND near.ordinal BETWEEN i.ordinal - ? AND i.ordinal + ?
             WHERE i.id = ? AND i.place = ?"""
    return [int(number) for (number,) in change.rows(sql, (AFTER, BEFORE, item, Place.MESSAGE.value))]


def renew(change: "Change", items: Iterable[int], static: "Embedder") -> None:
    """Makes the windows of messages anew, from those of their neighbours that are still in the index."""
    for item in items:
        row = change.one(
            """SELECT w.content, w.title, w.parties, w.name, t.text FROM item_words AS w
                 JOIN content_text AS t ON t.content = w.content WHERE w.item = ?""",
            (item,),
        )
        if row is not None:
            content, title, parties, name, text = row
            window = window_of(_lines(change, item))
            put(
                change,
                [Indexable(item, content, True, title, parties, name, text, context=title, window=window)],
                static,
            )


def _lines(change: "Change", item: int) -> list[tuple[str, str]]:
    sql = """SELECT f.sender, t.text FROM item AS i JOIN item AS near
               ON near.parent = i.parent AND near.place = i.place AND near.ordinal BETWEEN i.ordinal - ? AND i.ordinal + ?
             JOIN item_words AS w ON w.item = near.id JOIN fact AS f ON f.item = near.id
             JOIN content_text AS t ON t.content = w.content
             WHERE i.id = ? ORDER BY near.ordinal"""
    return change.rows(sql, (BEFORE, AFTER, item))
