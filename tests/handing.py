"""For tests of handing over: a real case, filled through the doors of `items`, without reading or index."""

import hashlib
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from evidence_triage.case import Case, adopt, create
from evidence_triage.items import Conclusion, Continuity, Facts, Finding, NewText, conclude, insert_found, insert_texts
from evidence_triage.items.concluded import Party
from evidence_triage.items.source import NewSource, add_source
from evidence_triage.words import Act, Kind, Place, Reason, Role, State

PASSPHRASE = "correct-horse-battery"


@dataclass
class Desk:
    """A case and the hands that fill it; each item it puts there is at once as if it had been read."""

    case: Case
    sources: dict[str, int] = field(default_factory=dict)

    def source(self, exhibit: str, location: Path | None = None) -> int:
        """A source, made when first named."""
        if exhibit not in self.sources:
            with self.case.change(Act.ADD_SOURCE, by=self.case.member) as change:
                said = NewSource(exhibit, str(location or f"/nowhere/{exhibit}"), Continuity(), "copy")
                self.sources[exhibit] = add_source(self.case, change, said)
        return self.sources[exhibit]

    def puts(
        self,
        path: str,
        data: bytes | None,
        *,
        exhibit: str = "ABC/1",
        kind: Kind = Kind.DOCUMENT,
        form: str = "text",
        text: str = "",
        title: str = "",
        parent: int | None = None,
        place: Place = Place.FILE,
        instant: float | None = None,
        people: Sequence[Party] = (),
        state: State = State.READABLE,
        reason: Reason | None = None,
        message_key: str = "",
    ) -> int:
        """One item with its bytes and text; `text` is the bytes' own where none is given and they are UTF-8 text."""
        source = self.source(exhibit)
        name = path.rsplit("/", 1)[-1]
        family = self._family(parent) if place.is_family and parent else None
        finding = Finding(source, path, name, place, parent, family=family)
        date = None if instant is None else f"2026-03-02T10:{int(instant) % 60:02}:00+00:00"
        facts = Facts(kind, form, title or name, date, instant, people=tuple(people), message_key=message_key)
        with self.case.change(Act.READ, by=self.case.member) as change:
            item = insert_found(self.case, change, [finding])[0]
            assert item is not None
            content = None if data is None else self._content(change, data)
            if content is not None and text:
                insert_texts(change, [NewText(content, text)])
            said = Conclusion(item, source, content, state, facts, reason, no_text=not text)
            conclude(self.case, change, [said])
        return item

    def writes(self, path: str, text: str, **more: Any) -> int:
        """A plain text document."""
        return self.puts(path, text.encode(), text=text, **more)

    def marks(self, table: str, item: int, **columns: Any) -> None:
        """Sets a derived row about an item, as a decision of the review room would."""
        with self.case.derive() as change:
            change.update(table, {"item": item}, **columns)

    def codes(self, item: int, **columns: Any) -> None:
        """Gives the item its present coding."""
        with self.case.derive() as change:
            change.insert("coding", item=item, decision=1, member=1, time="2026-03-02T10:00:00Z", **columns)

    def _family(self, parent: int) -> int:
        return int(self.case.unguarded().value("SELECT family FROM fact WHERE item = ?", (parent,)))

    @staticmethod
    def _content(change: Any, data: bytes) -> int:
        sha256 = hashlib.sha256(data).digest()
        known = change.value("SELECT id FROM content WHERE sha256 = ?", (sha256,))
        if known is not None:
            return int(known)
        content = int(change.insert("content", sha256=sha256, size=len(data)))
        change.insert("content_blob", content=content, blob=change.blob(data))
        return content


def desk(folder: Path, role: Role = Role.OFFICER) -> Desk:
    """A case with one person and nothing in it: a copy of one made once, taken over as a job takes a case over."""
    template, keys = _made_once(role)
    return Desk(adopt(Path(shutil.copytree(template, folder)), keys))


@cache
def _made_once(role: Role) -> tuple[Path, bytes]:
    folder = Path(tempfile.mkdtemp(prefix="evidence-triage-desk-")) / "case"
    with create(folder, title="Operation Larch", person="Jo Bloggs", role=role, passphrase=PASSPHRASE) as made:
        return folder, made.handover()
