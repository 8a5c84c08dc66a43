"""How the reading of an item ended: the record of the attempt, the ledger's line, and what the lists show of it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from evidence_triage.words import Kind, Reason, State

if TYPE_CHECKING:
    from evidence_triage.case import Case, Change


@dataclass(frozen=True)
class Party:
    """A person as written: `role` as in `sandbox.protocol.Person`."""

    role: str
    name: str
    address: str


@dataclass(frozen=True)
class Facts:
    """What was found out about an item; `instant` is UTC seconds since 1970, `title` is never empty."""

    kind: Kind
    format: str
    title: str
    date: str | None = None
    instant: float | None = None
    date_as_found: str = ""
    people: tuple[Party, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    message_key: str = ""
    thread: str = ""
    pages: int = 0


@dataclass(frozen=True)
class Conclusion:
    """One reading's end. `content` is null where the bytes could not be had at all; `twin` is the item it is a copy of."""

    item: int
    source: int
    content: int | None
    state: State
    facts: Facts | None = None
    reason: Reason | None = None
    rung: str = ""
    detail: str = ""
    no_text: bool = False
    sealed: bool = False
    attachments: int = 0
    twin: int | None = None


@dataclass(frozen=True)
class NewText:
    """The text of a content read for the first time; `spans` are [start, stop, role, label]."""

    content: int
    text: str
    spans: Sequence[tuple[int, int, str, str]] = field(default=())
    properties: Sequence[tuple[str, str]] = field(default=())


def insert_texts(change: "Change", texts: Sequence[NewText]) -> None:
    """Keeps the text and the metadata as found of contents (R4); what an earlier reading left is replaced."""
    for each in texts:
        change.delete("content_text", content=each.content)
        change.delete("property", content=each.content)
    change.insert_many(
        "content_text",
        ("content", "text", "spans"),
        [(each.content, each.text, json.dumps(each.spans)) for each in texts],
    )
    rows = [(each.content, n, name, value) for each in texts for n, (name, value) in enumerate(each.properties)]
    change.insert_many("property", ("content", "ordinal", "name", "value"), rows)


def conclude(case: "Case", change: "Change", conclusions: Sequence[Conclusion]) -> None:
    """Writes how each reading ended; the ledger shows the latest."""
    change.insert_many(
        "reading",
        ("item", "content", "state", "reason", "rung", "time"),
        [(each.item, each.content, each.state.value, each.reason, each.rung, change.time) for each in conclusions],
    )
    for each in conclusions:
        change.update(
            "ledger",
            {"item": each.item},
            content=each.content,
            state=each.state.value,
            reason=each.reason,
            rung=each.rung,
            detail="" if each.sealed else each.detail,
            no_text=int(each.no_text),
            hidden=int(each.sealed),
        )
        if each.facts is not None:
            _recognise(case, change, each, each.facts)
            if not each.sealed:
                _show(change, each, each.facts)


def message_keys(case: "Case", facts: Facts) -> tuple[bytes | None, bytes | None]:
    """By what the same message, and the same thread, are known again: HMACs, which tell nothing of either."""
    message = case.keyed("message", facts.message_key) if facts.message_key else None
    return message, case.keyed("thread", facts.thread) if facts.thread else None


def _recognise(case: "Case", change: "Change", conclusion: Conclusion, facts: Facts) -> None:
    message, thread = message_keys(case, facts)
    if conclusion.twin is not None:
        message, thread = change.one("SELECT message_key, thread FROM fact WHERE item = ?", (conclusion.twin,)) or (
            None,
            None,
        )
    if message is not None or thread is not None:
        change.update("fact", {"item": conclusion.item}, message_key=message, thread=thread)


def _show(change: "Change", conclusion: Conclusion, facts: Facts) -> None:
    senders = [party for party in facts.people if party.role in ("from", "sender", "author")]
    recipients = [party for party in facts.people if party.role in ("to", "cc", "bcc")]
    change.update(
        "fact",
        {"item": conclusion.item},
        kind=facts.kind.value,
        format=facts.format,
        title=facts.title,
        date=facts.date,
        instant=facts.instant,
        date_as_found=facts.date_as_found,
        sender=", ".join(spoken(party) for party in senders),
        recipients=", ".join(spoken(party) for party in recipients),
        attachments=conclusion.attachments,
        pages=facts.pages,
    )
    _meet(change, conclusion.item, facts.people)


def spoken(party: Party) -> str:
    """A party in a line of a list: the name where there is one, else the address."""
    return party.name or party.address


def _meet(change: "Change", item: int, people: Sequence[Party]) -> None:
    for party in dict.fromkeys(people):
        change.execute(
            "INSERT INTO party (address, name) VALUES (?, ?) ON CONFLICT DO NOTHING", (party.address, party.name)
        )
        change.execute(
            """INSERT OR IGNORE INTO item_party (item, role, party)
               SELECT ?, ?, id FROM party WHERE address = ? AND name = ?""",
            (item, party.role, party.address, party.name),
        )
