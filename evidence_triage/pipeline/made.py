"""From what the sandbox said to what the case keeps: facts, conclusions, findings, canonical records of messages."""

import hashlib
import json
from dataclasses import dataclass

import rfc8785

from evidence_triage import index
from evidence_triage.index import Indexable
from evidence_triage.intake.digest import Digest
from evidence_triage.intake.gather import Born, Said
from evidence_triage.intake.times import normalised
from evidence_triage.items.concluded import Facts, Party, spoken
from evidence_triage.items.found import MEMBER_SIGN, Finding
from evidence_triage.pipeline.units import Unit
from evidence_triage.sandbox.protocol import Head, Message, Span, Text
from evidence_triage.words import Kind, Place, Reason

TITLE_CHARACTERS = 300


@dataclass(frozen=True)
class Subject:
    """Which item a reading is about, and by which name its file goes."""

    item: int
    source: int
    content: int
    name: str


@dataclass(frozen=True)
class Read:
    """How its reading went; `twin` is the item it is a copy of, `window` a message among its neighbours."""

    rung: str
    reason: Reason | None = None
    detail: str = ""
    attachments: int = 0
    twin: int | None = None
    window: str | None = None


def facts_of(head: Head, name: str, zone: str) -> Facts:
    """What a reader's head says of an item; the file name stands in for a title."""
    date, instant = normalised(head.date, zone)
    return Facts(
        kind=head.kind,
        format=head.format,
        title=_one_line(head.title) or name,
        date=date,
        instant=instant,
        date_as_found=head.date_as_found,
        people=tuple(Party(person.role, person.name, person.address) for person in head.people),
        properties=tuple((name, value) for name, value in head.properties),
        message_key=head.message_key,
        thread=head.thread[0] if head.thread else "",
        pages=head.pages,
    )


def facts_of_message(message: Message, zone: str) -> Facts:
    """What a message says of itself; its title is who wrote in which conversation."""
    date, instant = normalised(message.date, zone)
    properties = [("app", message.app), ("conversation", message.conversation), ("sender", message.sender)]
    properties += [("time as found", message.date_as_found)]
    properties += [("attachment", name) for name in message.attachments] + [("mark", mark) for mark in message.marks]
    return Facts(
        kind=Kind.MESSAGE,
        format=message.app,
        title=_one_line(" · ".join(part for part in (message.sender, message.conversation) if part)) or "message",
        date=date,
        instant=instant,
        date_as_found=message.date_as_found,
        people=(Party("sender", message.sender, ""),) if message.sender else (),
        properties=tuple(properties),
    )


def record_of(said: Said) -> Digest:
    """The identity of a message that is no file: SHA-256 of its canonical record (RFC 8785)."""
    message = said.message
    record = rfc8785.dumps(
        {
            "app": message.app,
            "conversation": message.conversation,
            "sender": message.sender,
            "time": message.date or message.date_as_found,
            "text": message.text,
            "attachments": list(message.attachments),
            "occurrence": said.occurrence,
        }
    )
    return Digest(hashlib.sha256(record).digest(), None, None, len(record))


def finding_of_child(unit: Unit, head: Head | None, born: Born) -> Finding:
    """Where a child stands: in its parent's family, or in a container."""
    place = born.child.place
    return Finding(
        source=unit.source,
        path=f"{unit.path}{MEMBER_SIGN}{born.locator}",
        name=born.child.name,
        place=place,
        parent=unit.item,
        ordinal=born.ordinal,
        family=unit.family if place.is_family else None,
        container=container_of(unit, head),
    )


def finding_of_message(unit: Unit, head: Head | None, said: Said) -> Finding:
    """Where a message stands in its conversation."""
    return Finding(
        source=unit.source,
        path=f"{unit.path}{MEMBER_SIGN}{said.locator}",
        name=said.locator,
        place=Place.MESSAGE,
        parent=unit.item,
        ordinal=said.ordinal,
        container=container_of(unit, head),
    )


def container_of(unit: Unit, head: Head | None) -> int | None:
    """The nearest container of what is found in a unit: the unit itself, or the one it lies in."""
    return unit.item if head is not None and head.kind.is_container else unit.container


def indexable(of: Subject, facts: Facts, text: Text, *, new: bool, window: str | None = None) -> Indexable:
    """What the index needs of an item; `new` where its content is indexed for the first time."""
    people = [spoken(party) for party in facts.people]
    return Indexable(
        item=of.item,
        content=of.content,
        new_content=new,
        title=facts.title,
        parties=" ".join(f"{party.name} {party.address}".strip() for party in facts.people),
        name=of.name,
        text=text.text,
        spans=list(text.spans),
        context=". ".join(part for part in (facts.title, ", ".join(dict.fromkeys(people))) if part),
        window=window,
    )


def window_of(before: list[Message], said: Said, after: list[Message]) -> str:
    """A message among its neighbours, as it is given to the embedder."""
    return index.window_of((each.sender, each.text) for each in (*before, said.message, *after))


def spans_json(spans: list[Span]) -> list[tuple[int, int, str, str]]:
    """Spans as they are kept."""
    return [(span.start, span.stop, span.role, span.label) for span in spans]


def _one_line(text: str) -> str:
    return " ".join(text.split())[:TITLE_CHARACTERS]


def text_of(row: tuple[str, str] | None) -> Text:
    """A kept text as the sandbox gave it."""
    return Text("") if row is None else Text(row[0], [Span(*span) for span in json.loads(row[1])])
