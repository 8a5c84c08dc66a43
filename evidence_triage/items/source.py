"""A source: one path under one exhibit reference, with what is on record about it (R11, R35)."""

import json
import os
import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evidence_triage.case import Case, Change, Reader


@dataclass(frozen=True)
class Continuity:
    """What a person says about a source; null is *not set*, an open check on the case page that stops only serving.

    `screen` is the text of the privilege screen, `screen_reason` why there is none; `scope` the text of the scope file.
    """

    description: str | None = None
    seized: str | None = None
    authority: str | None = None
    owner: str | None = None
    scope: str | None = None
    screen: str | None = None
    screen_reason: str | None = None


@dataclass(frozen=True)
class Source:
    """A source on record; `location` is the absolute path it was read from, `unset` names what nobody has said yet."""

    id: int
    exhibit: str
    location: str
    storage: str
    time: str
    continuity: Continuity
    items: int = 0
    unreadable: int = 0
    waiting: int = 0
    sealed: int = 0

    @property
    def unset(self) -> list[str]:
        values = {**asdict(self.continuity), "screen": self.continuity.screen or self.continuity.screen_reason}
        return [name for name in ("screen", "authority", "scope") if not values[name]]


@dataclass(frozen=True)
class NewSource:
    """A source as it is added: one absolute path under one exhibit reference, its bytes copied in or left where they are."""

    exhibit: str
    location: str
    said: Continuity
    storage: str = "copy"


def add_source(case: "Case", change: "Change", new: NewSource) -> int:
    """The source's number; a source already on record is given back as it is, and nothing is written."""
    key = case.keyed("source", new.exhibit, new.location)
    known = change.value("SELECT id FROM source WHERE place_key = ?", (key,))
    if known is not None:
        return int(known)
    number = change.insert("source", exhibit=new.exhibit, place_key=key, storage=new.storage, time=change.time)
    change.insert("source_words", source=number, location=new.location, **asdict(new.said))
    return number


def sources(reader: "Reader") -> list[Source]:
    """Every source of the case, in the order in which they were added, with the counts of its ledger."""
    rows = reader.rows(
        """SELECT s.id, s.exhibit, w.location, s.storage, s.time, w.description, w.seized, w.authority, w.owner, w.scope,
                  w.screen, w.screen_reason,
                  (SELECT json_array(total(items), total(items) FILTER (WHERE state = 'unreadable'),
                                     total(items) FILTER (WHERE state = 'waiting'), total(items) FILTER (WHERE hidden = 1))
                     FROM visible_count AS c WHERE c.source = s.id)
             FROM source AS s JOIN source_words AS w ON w.source = s.id ORDER BY s.id"""
    )
    return [_source(row) for row in rows]


def _source(row: tuple[object, ...]) -> Source:
    number, exhibit, location, storage, time = row[:5]
    counts = [int(count) for count in json.loads(str(row[12]))]
    said = Continuity(*(None if value is None else str(value) for value in row[5:12]))
    return Source(int(str(number)), str(exhibit), str(location or ""), str(storage), str(time), said, *counts)


def located(location: str, path: str) -> bytes:
    """Where a loose file lies: the source's location and what of `path` follows the source's own name."""
    _, _, below = path.partition("/")
    whole = f"{location}/{below}" if below else location
    plain = whole.encode()
    return plain if os.path.lexists(plain) else _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), plain)


_ESCAPED = re.compile(rb"\\x([0-9a-f]{2})")
