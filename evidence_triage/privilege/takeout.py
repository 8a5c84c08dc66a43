"""The second step of sealing: what is hidden is taken out of everything, and kept for the privilege reviewer alone.

Resumable: the table `sealing` holds what is still to be done, an item a transaction. What comes from the item (words,
derived) is found by the kinds of tables, never by their names, so that a table made later is not forgotten. What the
reviewer will need goes into a box under the case's privilege key, which nobody else can open.
"""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from evidence_triage import index
from evidence_triage.privilege.grounds import SealScope
from evidence_triage.privilege.hide import hide
from evidence_triage.words import Act

if TYPE_CHECKING:
    from evidence_triage.case import Case, Change, Member

KEPT_OF_LEDGER_AND_FACT = frozenset({"ledger", "fact"})
FACT_EMPTIED = {
    "kind": "other", "format": "", "title": "", "date": None, "instant": None, "date_as_found": "",
    "sender": "", "recipients": "", "attachments": 0, "pages": 0,
}  # fmt: skip


def seal(case: "Case", items: list[int], reason: str, *, by: "Member") -> SealScope:
    """Seals on a person's suspicion; ends when everything is taken out, and only then is it reported as sealed."""
    found = hide(case, items, reason, by=by)
    take_out(case, wanted=lambda: True)
    return found


def take_out(case: "Case", wanted: Callable[[], bool]) -> int:
    """Goes on with what is hidden and not yet taken out; gives how many items it finished."""
    done = 0
    while wanted():
        item = case.unguarded().value("SELECT item FROM sealing ORDER BY item LIMIT 1")
        if item is None:
            break
        with case.change(Act.SEAL, by=case.member) as change:
            _take_out(case, change, int(item))
        done += 1
    if done:
        case.checkpoint()
    return done


def _take_out(case: "Case", change: "Change", item: int) -> None:
    content = change.value("SELECT content FROM ledger WHERE item = ?", (item,))
    last = content is not None and not _is_visible_elsewhere(change, content)
    if change.value("SELECT 1 FROM sealed_material WHERE item = ?", (item,)) is None:
        box = case.box_for_reviewer(json.dumps(_material(case, change, item, content, last)).encode())
        change.insert("sealed_material", item=item, box=box)
    index.remove(change, [item])
    _empty(case, change, "item", item)
    change.update("fact", {"item": item}, **FACT_EMPTIED)
    change.update("ledger", {"item": item}, detail="", rung="")
    if last:
        index.remove_content(change, content)
        _remove_blob(change, content)
        _empty(case, change, "content", content)
    change.delete("sealing", item=item)


def _is_visible_elsewhere(change: "Change", content: int) -> bool:
    return change.value("SELECT 1 FROM ledger WHERE content = ? AND hidden <> 1 LIMIT 1", (content,)) is not None


def _material(case: "Case", change: "Change", item: int, content: int | None, last: bool) -> dict[str, Any]:
    """What the reviewer needs: every row of words and derived tables that leads to the item, and the key of its bytes."""
    material: dict[str, Any] = {"item": item, "content": content, "tables": {}}
    for way, number in (("item", item), ("content", content if last else None)):
        for table in case.schema.leading_to(way) if number is not None else ():
            rows = (
                change.rows(f"SELECT * FROM {table.name} WHERE {table.column} = ?", (number,)) if table.readable else []
            )
            material["tables"][table.name] = [[_plain(value) for value in row] for row in rows]
    if last and content is not None:
        material["blob"] = _blob_for_reviewer(case, change, content)
    return material


def _blob_for_reviewer(case: "Case", change: "Change", content: int) -> dict[str, Any] | None:
    """The content's bytes under a fresh key that only the box holds."""
    blob = change.value("SELECT blob FROM content_blob WHERE content = ?", (content,))
    if blob is None:
        return None
    with case.blobs.open_blob(int(blob)) as file:
        return change.keep_boxed(case.blobs.prepare(file))


def _remove_blob(change: "Change", content: int) -> None:
    blob = change.value("SELECT blob FROM content_blob WHERE content = ?", (content,))
    if blob is not None:
        change.delete("content_blob", content=content)
        change.remove_blob(int(blob))


def _empty(case: "Case", change: "Change", way: str, number: int) -> None:
    for table in case.schema.leading_to(way):
        if table.name not in KEPT_OF_LEDGER_AND_FACT and table.readable:
            change.empty(table.name, {table.column: number})


def _plain(value: Any) -> Any:
    return value.hex() if isinstance(value, bytes) else value
