"""The second step of sealing: what is hidden is taken out of everything, and kept for the privilege reviewer alone.

Resumable: the table `sealing` holds what is still to be done, an item a transaction. What comes from the item (words,
derived) is found by the kinds of tables, never by their names, so that a table made later is not forgotten. What the
reviewer will need goes into a box under the case's privilege key (HPKE, RFC 9180), which nobody else can open.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from evidence_triage import index
from evidence_triage.privilege.grounds import SealScope
from evidence_triage.privilege.hide import hide
from evidence_triage.store import Stored, TableKind, wrap
from evidence_triage.words import Act

if TYPE_CHECKING:
    from evidence_triage.case import Case, Change, Member

BOX = "evidence-triage sealed material 1"
LINES_KEPT = frozenset({"ledger", "fact"})
FACT_EMPTIED: dict[str, Any] = {
    "kind": "other",
    "format": "",
    "title": "",
    "date": None,
    "instant": None,
    "date_as_found": "",
    "sender": "",
    "recipients": "",
    "attachments": 0,
    "pages": 0,
}


def seal(case: "Case", items: list[int], reason: str, *, by: "Member") -> SealScope:
    """Seals on a person's suspicion; ends when everything is taken out, and only then is it reported as sealed."""
    found = hide(case, items, reason, by=by)
    take_out(case, wanted=lambda: True)
    return found


def take_out(case: "Case", wanted: Callable[[], bool]) -> int:
    """Goes on with what is hidden and not yet taken out; gives how many items it finished."""
    done = 0
    while wanted():
        row = case.unguarded().one("SELECT item, emptied FROM sealing ORDER BY item LIMIT 1")
        if row is None:
            break
        item, emptied = row
        if not emptied:
            _empty(case, int(item))
        _remove_old_bytes(case, int(item))
        done += 1
    if done:
        case.checkpoint()
    return done


def _empty(case: "Case", item: int) -> None:
    """One transaction: the box is made, everything that comes from the item goes."""
    with case.change(Act.SEAL, by=case.member) as change:
        content = change.value("SELECT content FROM ledger WHERE item = ?", (item,))
        last = content is not None and not _is_needed_elsewhere(change, item, content)
        _box(case, change, item, content if last else None)
        index.remove(change, [item])
        blob = change.value("SELECT blob FROM content_blob WHERE content = ?", (content,)) if last else None
        _empty_tables(case, change, "item", item)
        if last:
            _empty_tables(case, change, "content", content)
            change.delete("blob_inside", blob=blob)
            change.delete("blob", id=blob)
        change.update("fact", {"item": item}, **FACT_EMPTIED)
        change.update("ledger", {"item": item}, detail="", rung="")
        change.update("sealing", {"item": item}, emptied=1, blob=blob)


def _remove_old_bytes(case: "Case", item: int) -> None:
    blob = case.unguarded().value("SELECT blob FROM sealing WHERE item = ?", (item,))
    if blob is not None:
        case.blobs.discard(Stored(int(blob), b"", 0, 0))
    with case.derive() as change:
        change.delete("sealing", item=item)


def _is_needed_elsewhere(change: "Change", item: int, content: int) -> bool:
    """Whether another item still shows this content, or is still to be taken out by means of it."""
    sql = """SELECT 1 FROM ledger WHERE content = ? AND item <> ?
                AND (hidden <> 1 OR item IN (SELECT item FROM sealing WHERE emptied = 0)) LIMIT 1"""
    return change.value(sql, (content, item)) is not None


def _box(case: "Case", change: "Change", item: int, content: int | None) -> None:
    """What the reviewer needs: every row of words and derived tables that leads to the item, and the key of its bytes."""
    rows = {table.name: _rows(change, table, item) for table in leading_to(case, "item")}
    if content is not None:
        rows |= {table.name: _rows(change, table, content) for table in leading_to(case, "content")}
    key = _bytes_for_reviewer(case, change, item, content)
    material = {"item": item, "content": content, "tables": rows, "key": key and key.hex()}
    public = bytes(change.value("SELECT privilege_public FROM founding"))
    box = wrap(json.dumps(material, ensure_ascii=False).encode(), public, BOX)
    change.insert("sealed_material", item=item, box=box)


def _bytes_for_reviewer(case: "Case", change: "Change", item: int, content: int | None) -> bytes | None:
    """Stores the content's bytes again under a fresh key, which is given back for the box and kept nowhere else."""
    blob = change.value("SELECT blob FROM content_blob WHERE content = ?", (content,))
    if blob is None:
        return None
    with case.blobs.open_blob(int(blob)) as file:
        stored = case.blobs.store(file)
    change.insert("sealed_blob", item=item, blob=stored.id, size=stored.size, chunks=stored.chunks)
    return case.blobs.key_of(stored)


@dataclass(frozen=True)
class Leading:
    """A table that leads to an item or a content; `where` finds its rows by that number, at once or over one table more."""

    name: str
    kind: TableKind
    column: str
    where: str


def leading_to(case: "Case", way: str) -> Iterator[Leading]:
    """The tables of words and derived data that lead to an item, or to a content."""
    tables = case.schema.tables
    for table in case.schema.of_kind(TableKind.WORDS, TableKind.DERIVED):
        if table.column == "rowid" or table.name in LINES_KEPT:
            continue
        if table.way == way:
            yield Leading(table.name, table.kind, table.column, f"{table.column} = ?")
        elif table.way in tables and tables[table.way].way == way:
            over = f"SELECT id FROM {table.way} WHERE {tables[table.way].column} = ?"
            yield Leading(table.name, table.kind, table.column, f"{table.column} IN ({over})")


def _rows(change: "Change", table: Leading, number: int) -> list[list[Any]]:
    found = change.rows(f"SELECT * FROM {table.name} WHERE {table.where}", (number,))
    return [[value.hex() if isinstance(value, bytes) else value for value in row] for row in found]


def _empty_tables(case: "Case", change: "Change", way: str, number: int) -> None:
    for table in leading_to(case, way):
        if table.kind is TableKind.DERIVED:
            change.execute(f"DELETE FROM {table.name} WHERE {table.where}", (number,))
        else:
            _empty_words(change, table, number)


def _empty_words(change: "Change", table: Leading, number: int) -> None:
    """Rows of words stay, since the log speaks of them; what people wrote in them goes."""
    columns = change.rows("SELECT name FROM pragma_table_info(?) WHERE type = 'TEXT' AND pk = 0", (table.name,))
    for (key,) in change.rows(f"SELECT DISTINCT {table.column} FROM {table.name} WHERE {table.where}", (number,)):
        change.update(table.name, {table.column: key}, **{name: None for (name,) in columns})
