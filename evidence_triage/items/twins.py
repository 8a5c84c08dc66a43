"""What is known of a content from another place where it was found: read once, used for every copy (R5)."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from evidence_triage.items.concluded import Facts, Party
from evidence_triage.items.found import MEMBER_SIGN, Finding
from evidence_triage.words import Kind, Place, Reason

if TYPE_CHECKING:
    from evidence_triage.case import Change


@dataclass(frozen=True)
class Known:
    """What the reading of a twin gave."""

    facts: Facts
    text: tuple[str, str] | None
    reason: Reason | None
    rung: str
    detail: str
    attachments: int


@dataclass(frozen=True)
class TwinChild:
    """What was found in a twin, and will be found in each of its copies."""

    locator: str
    name: str
    place: Place
    ordinal: int
    content: int | None
    state: str
    reason: Reason | None
    rung: str


def content(change: "Change", twin: int) -> int:
    """The content that the twin and its copy share."""
    return int(change.value("SELECT content FROM ledger WHERE item = ?", (twin,)))


def has_text(change: "Change", number: int) -> bool:
    """Whether a content's text is kept already."""
    return change.value("SELECT 1 FROM content_text WHERE content = ?", (number,)) is not None


def known(change: "Change", twin: int, name: str) -> Known:
    """The twin's facts as they hold for a copy called `name`: a title that was only the file name is the copy's own name."""
    row = change.one(_KNOWN, (twin,))
    assert row is not None
    kind, form, title, date, instant, as_found, pages, attachments, own_name, reason, rung, detail, text, spans = row
    people = [Party(*each) for each in change.rows(_PEOPLE, (twin,))]
    facts = Facts(Kind(kind), form, title, date, instant, as_found, tuple(people), pages=pages)
    facts = replace(facts, title=name) if title == own_name else facts
    return Known(
        facts, None if text is None else (text, spans), Reason(reason) if reason else None, rung, detail, attachments
    )


_KNOWN = """SELECT f.kind, f.format, f.title, f.date, f.instant, f.date_as_found, f.pages, f.attachments, n.name,
                   l.reason, l.rung, l.detail, t.text, t.spans
              FROM fact AS f JOIN ledger AS l ON l.item = f.item JOIN item_name AS n ON n.item = f.item
              LEFT JOIN content_text AS t ON t.content = l.content WHERE f.item = ?"""
_PEOPLE = "SELECT l.role, p.name, p.address FROM item_party AS l JOIN party AS p ON p.id = l.party WHERE l.item = ? ORDER BY p.id"


def children(change: "Change", twin: int) -> list[TwinChild]:
    """What was found directly in the twin, in its order."""
    rows = change.rows(
        """SELECT n.path, p.path, n.name, i.place, i.ordinal, l.content, l.state, l.reason, l.rung
             FROM item AS i JOIN item_name AS n ON n.item = i.id JOIN item_name AS p ON p.item = i.parent
             JOIN ledger AS l ON l.item = i.id WHERE i.parent = ? ORDER BY i.ordinal""",
        (twin,),
    )
    return [
        TwinChild(
            path[len(above) + len(MEMBER_SIGN) :],
            name,
            Place(place),
            ordinal,
            held,
            state,
            reason and Reason(reason),
            rung,
        )
        for path, above, name, place, ordinal, held, state, reason, rung in rows
    ]


def found_again(child: TwinChild, copy: Finding, parent: int, container: int | None) -> Finding:
    """The same child as found in `copy`, which is item `parent`."""
    return Finding(
        source=copy.source,
        path=f"{copy.path}{MEMBER_SIGN}{child.locator}",
        name=child.name,
        place=child.place,
        parent=parent,
        ordinal=child.ordinal,
        family=copy.family if child.place.is_family else None,
        container=container,
    )


def keys(change: "Change", twin: int) -> tuple[bytes | None, bytes | None]:
    """The keyed message key and thread of the twin, which its copies share."""
    row = change.one("SELECT message_key, thread FROM fact WHERE item = ?", (twin,))
    return (None, None) if row is None else (row[0], row[1])
