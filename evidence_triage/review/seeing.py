"""What a person has opened (on record), seen, and set without saving (their own)."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from evidence_triage.errors import NoSuchItem
from evidence_triage.review.draft import Draft
from evidence_triage.words import Act

if TYPE_CHECKING:
    from evidence_triage.case import Case, Member, Reader


def open_items(case: "Case", items: Sequence[int], *, by: "Member", part: str = "shown") -> None:
    """Puts on record that a person opens these items, before they see them (R28). `part`: shown, original.

    Raises:
        NoSuchItem: one of them is not there or may not be seen; nothing is opened.
        NotAllowed: the role does not permit it; the refusal is logged.
    """
    with case.change(Act.SHOW_ORIGINAL if part == "original" else Act.OPEN, by=by) as change:
        _check_visible(case.reader(), items)
        for item in items:
            change.insert("opening", item=item, member=by.id, time=change.time, part=part)


def _check_visible(reader: "Reader", items: Sequence[int]) -> None:
    rows = reader.rows("SELECT id FROM visible_item WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(items),))
    visible = {row[0] for row in rows}
    for item in items:
        if item not in visible:
            raise NoSuchItem(item=item)


def mark_seen(case: "Case", items: Iterable[int], *, by: "Member", extent: Mapping[str, object] | None = None) -> None:
    """A person has seen these items; `extent` says how much (pages, messages, seconds). The latest stands."""
    kept = json.dumps(extent or {})
    with case.derive() as change:
        for item in items:
            change.execute(
                """INSERT INTO seen (item, member, time, extent) VALUES (?, ?, ?, ?)
                   ON CONFLICT (member, item) DO UPDATE SET time = excluded.time, extent = excluded.extent""",
                (item, by.id, change.time, kept),
                items=[item],
            )


def save_draft(case: "Case", item: int, draft: Draft, *, by: "Member") -> None:
    """Keeps what a person set about an item and has not saved; an empty draft keeps nothing."""
    with case.derive() as change:
        change.delete("draft", member=by.id, item=item)
        if not draft.is_empty:
            change.insert("draft", member=by.id, item=item, fields=draft.as_json())
