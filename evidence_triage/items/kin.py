"""Who belongs to an item: its family, its copies, its thread, the conversation or container it lies in."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evidence_triage.case import Reader


@dataclass(frozen=True)
class Stretch:
    """Part of a conversation: item numbers in order of time, and how many stand before and after."""

    items: list[int]
    before: int
    after: int


def family(reader: "Reader", item: int) -> list[int]:
    """The visible items of the item's family, its head first (the item itself where it stands alone)."""
    return _numbers(
        reader,
        """SELECT f.id FROM visible_item AS i JOIN visible_item AS f ON f.family = i.family
            WHERE i.id = ? ORDER BY f.id""",
        item,
    )


def copies(reader: "Reader", item: int) -> list[int]:
    """The other visible places of the same bytes (exact duplicates)."""
    return _numbers(
        reader,
        """SELECT c.id FROM visible_item AS i JOIN visible_item AS c ON c.content = i.content
            WHERE i.id = ? AND c.id <> i.id ORDER BY c.id""",
        item,
    )


def same_message(reader: "Reader", item: int) -> list[int]:
    """The other visible places of the same message, whatever its bytes (normalised message key)."""
    return _numbers(
        reader,
        """SELECT c.id FROM visible_item AS i JOIN visible_item AS c ON c.message_key = i.message_key
            WHERE i.id = ? AND c.id <> i.id AND i.message_key IS NOT NULL ORDER BY c.id""",
        item,
    )


def thread(reader: "Reader", item: int) -> list[int]:
    """The visible mails of the item's thread in order of time, the item among them."""
    return _numbers(
        reader,
        """SELECT t.id FROM visible_item AS i JOIN visible_item AS t ON t.thread = i.thread
            WHERE i.id = ? AND i.thread IS NOT NULL ORDER BY t.instant, t.id""",
        item,
    )


def members(reader: "Reader", item: int, limit: int, offset: int = 0) -> list[int]:
    """What was found directly in an item, as it stood there."""
    return _numbers(
        reader, "SELECT id FROM visible_item WHERE parent = ? ORDER BY ordinal LIMIT ? OFFSET ?", item, limit, offset
    )


def conversation(reader: "Reader", message: int, around: int) -> Stretch:
    """The messages of its conversation on either side of one, as they stood in the export."""
    place = reader.one("SELECT parent, ordinal FROM visible_item WHERE id = ?", (message,))
    if place is None or place[0] is None:
        return Stretch([message], 0, 0)
    parent, ordinal = place
    shown = _numbers(
        reader,
        "SELECT id FROM visible_item WHERE parent = ? AND ordinal BETWEEN ? AND ? AND kind = 'message' ORDER BY ordinal",
        parent,
        ordinal - around,
        ordinal + around,
    )
    before = reader.value(
        "SELECT count(*) FROM visible_item WHERE parent = ? AND ordinal < ?", (parent, ordinal - around)
    )
    after = reader.value(
        "SELECT count(*) FROM visible_item WHERE parent = ? AND ordinal > ?", (parent, ordinal + around)
    )
    return Stretch(shown, int(before or 0), int(after or 0))


def _numbers(reader: "Reader", sql: str, *values: int) -> list[int]:
    return [int(row[0]) for row in reader.rows(sql, values)]
