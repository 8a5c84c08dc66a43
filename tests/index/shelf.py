"""For tests of the index: a real case, filled through the doors of `items`, with everything put into the index."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from evidence_triage import index
from evidence_triage.case import Case
from evidence_triage.embedding import Embedder, load
from evidence_triage.index import Indexable
from evidence_triage.items import Finding, insert_found
from evidence_triage.items.concluded import Conclusion, Facts, NewText, conclude, insert_texts
from evidence_triage.sandbox.protocol import Span
from evidence_triage.words import Act, Kind, Place, State
from tests.handing import Desk, desk


@cache
def static() -> Embedder:
    return load("static")


@cache
def full() -> Embedder:
    return load("full", device="cpu")


@dataclass
class Shelf:
    """A case whose items are in the index."""

    desk: Desk
    items: dict[str, int] = field(default_factory=dict)

    @property
    def case(self) -> Case:
        return self.desk.case

    def puts(
        self,
        name: str,
        text: str,
        *,
        spans: tuple[Span, ...] = (),
        context: str = "",
        window: str | None = None,
        **more: Any,
    ) -> int:
        """A text, findable at once."""
        item = self.desk.writes(name, text, **more)
        self.indexes(item, name, text, spans=spans, context=context, window=window)
        return item

    def says(self, conversation: int, ordinal: int, text: str, window: str) -> int:
        """A message of a conversation, embedded with its neighbours."""
        case = self.case
        source = self.desk.source("ABC/1")
        path = f"chat!/{ordinal}"
        facts = Facts(Kind.MESSAGE, "chat", f"Li · {ordinal}")
        with case.change(Act.READ, by=case.member) as change:
            finding = Finding(source, path, path, Place.MESSAGE, conversation, ordinal, container=conversation)
            item = insert_found(case, change, [finding])[0]
            assert item is not None
            content = self.desk._content(change, text.encode())
            insert_texts(change, [NewText(content, text)])
            conclude(case, change, [Conclusion(item, source, content, State.READABLE, facts)])
        self.indexes(item, f"Li · {ordinal}", text, window=window)
        return item

    def indexes(self, item: int, name: str, text: str, **more: Any) -> None:
        case = self.case
        content = case.unguarded().value("SELECT content FROM ledger WHERE item = ?", (item,))
        new = case.unguarded().value("SELECT 1 FROM passage WHERE content = ?", (content,)) is None
        more = {name: value for name, value in more.items() if value}
        with case.change(Act.READ, by=case.member) as change:
            said = Indexable(
                item=item, content=content, new_content=new, title=name, parties="", name=name, text=text, **more
            )
            index.put(change, [said], static())

    def seals(self, *items: int) -> None:
        """Hides items and takes them out of the index, as sealing does."""
        with self.case.derive() as change:
            for item in items:
                change.update("ledger", {"item": item}, hidden=1)
            index.remove(change, items)

    def embeds(self, **more: Any) -> int:
        return index.embed_waiting(self.case, full(), **more)

    def holding(self, word: str) -> list[int]:
        rows = self.case.reader().rows("SELECT rowid FROM item_fts WHERE item_fts MATCH ? ORDER BY rowid", (word,))
        return [item for (item,) in rows]

    def inputs(self, item: int) -> list[int]:
        """The embedder's inputs of an item's passages, in order."""
        sql = "SELECT p.input FROM passage AS p JOIN ledger AS l ON l.content = p.content WHERE l.item = ? ORDER BY p.ordinal"
        return [number for (number,) in self.case.unguarded().rows(sql, (item,))]

    def nearest(self, question: str, k: int = 5, **more: Any) -> list[tuple[int, float]]:
        vectors = index.Vectors(self.case)
        vectors.refresh()
        return vectors.search(static().encode([question])[0], full().encode([question])[0], k, **more)


def shelf(folder: Path) -> Shelf:
    return Shelf(desk(folder))
