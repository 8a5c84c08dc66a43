"""Every way in which something of an item can come out of a case, each as one function; what it gives is searched.

A new way out gets its line in `WAYS`. Each asks for the item by its own words, and shows it while it is not hidden.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pymupdf

from evidence_triage import items, search
from evidence_triage.case import Case
from evidence_triage.errors import TriageError
from evidence_triage.export import Families, export, preview
from evidence_triage.sandbox import Sandbox
from evidence_triage.search import Engine
from evidence_triage.status import ledger, status
from evidence_triage.words import Mode, Recipient

MARKER = "zebrafinch"
VIEWS = ("visible_item", "visible_content", "visible_property", "visible_item_party")


@dataclass(frozen=True)
class Room:
    """A case, the items in question (the mail, its attachment, a copy of the mail, the copy's attachment), the others."""

    case: Case
    engine: Engine
    secret: list[int]
    others: list[int]
    sandbox: Sandbox
    folder: Path

    @property
    def everything(self) -> list[int]:
        return sorted([*self.secret, *self.others])


def views(room: Room) -> Any:
    reader = room.case.reader()
    return [reader.rows(f"SELECT * FROM {view}") for view in VIEWS]


def rows(room: Room) -> Any:
    return items.rows(room.case.reader(), room.everything)


def details(room: Room) -> Any:
    return [refused(items.detail, room.case.reader(), item) for item in room.everything]


def originals(room: Room) -> Any:
    return [_read(refused(items.original, room.case, item)) for item in room.everything]


def kin(room: Room) -> Any:
    reader = room.case.reader()
    found = [
        f(reader, item)
        for item in room.everything
        for f in (items.family, items.copies, items.same_message, items.thread)
    ]
    found += [items.members(reader, item, 100) for item in room.everything]
    return items.rows(reader, sorted({number for numbers in found for number in numbers}))


def conversations(room: Room) -> Any:
    reader = room.case.reader()
    return [items.rows(reader, items.conversation(reader, item, 20).items) for item in room.everything]


def searched(mode: Mode) -> Callable[[Room], Any]:
    def way(room: Room) -> Any:
        asked = (MARKER, f"advice of the {MARKER} kind", f"from:{MARKER}", f"subject:{MARKER}", f"name:{MARKER}", "*")
        return [[asdict(hit) for hit in room.engine.search(each, mode=mode).hits] for each in asked]

    return way


def facets(room: Room) -> Any:
    return [room.engine.facets(asked) for asked in ("*", MARKER)]


def matching(room: Room) -> Any:
    return items.rows(room.case.reader(), [int(item) for item in room.engine.matching(MARKER, mode=Mode.WORDS)])


def runs(room: Room) -> Any:
    return list(search.run_lines(room.engine, [("1", f"advice of the {MARKER} kind")], Mode.HYBRID, 50, search.by_stem))


def rerun(room: Room) -> Any:
    number, results = search.save_record(room.engine, "sandwiches OR advice")
    return results.hits, search.run_record(room.engine, number), search.records(room.case.reader())


def the_ledger(room: Room) -> Any:
    return [asdict(entry) for entry in ledger(room.case, everything=True)], status(room.case).as_json()


def previews(room: Room) -> Any:
    return [preview(room.case, room.everything, recipient) for recipient in (None, *Recipient)]


def exported(recipient: Recipient | None, families: str) -> Callable[[Room], Any]:
    def way(room: Room) -> Any:
        out = room.folder / f"bundle for {recipient} {families}"
        receipt = export(
            room.case, room.everything, out, sandbox=room.sandbox, recipient=recipient, families=Families(families)
        )
        texts = [page.get_text() for pdf in out.rglob("*.pdf") for page in pymupdf.open(pdf)]
        return (
            receipt.as_json(),
            texts,
            [(file.name, file.read_bytes()) for file in sorted(out.rglob("*")) if file.is_file()],
        )

    return way


WAYS: dict[str, Callable[[Room], Any]] = {
    "views": views,
    "rows": rows,
    "details": details,
    "originals": originals,
    "kin": kin,
    "conversations": conversations,
    "search by words": searched(Mode.WORDS),
    "search by meaning": searched(Mode.MEANING),
    "search by both": searched(Mode.HYBRID),
    "facets": facets,
    "matching": matching,
    "runs": runs,
    "search records": rerun,
    "the ledger": the_ledger,
    "previews": previews,
    "export": exported(None, "whole"),
    "export without families": exported(None, "none"),
    "export for the prosecutor": exported(Recipient.PROSECUTOR, "whole"),
    "export for the defence": exported(Recipient.DEFENCE, "whole"),
    "export for the court": exported(Recipient.COURT, "whole"),
}


def refused(way: Callable[..., Any], *given: Any) -> Any:
    """What a way gives, or that it was refused."""
    try:
        return way(*given)
    except TriageError as error:
        return error


def _read(opened: Any) -> Any:
    return opened.read() if hasattr(opened, "read") else opened


def told(what: Any) -> str:
    """All that a way gave, as one text in small letters."""
    return json.dumps(what, default=repr, ensure_ascii=False).lower()
