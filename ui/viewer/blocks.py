"""An item's text as blocks for the canvas: paragraphs, quotes, header lines, bubbles, and our own labels between them.

Plain functions from what the engine gives to blocks; nothing here touches Qt's widgets.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from ui.dates import in_zone, stamp, whole
from ui.itemlist.row import Mark
from ui.text import visible
from ui.translate import counted, tr

if TYPE_CHECKING:
    from evidence_triage.items import Detail

LONGEST_LINE = 2000
PASSAGE = "passage"  # the kind of a mark that stands beside a passage, not under its words


class Look(Enum):
    """How a block stands on the canvas. The program's own words are only ever LABEL, DAY, RUN or FOLD."""

    TEXT = "text"
    QUOTED = "quoted"
    FIELD = "field"
    LABEL = "label"
    DAY = "day"
    RUN = "run"
    FOLD = "fold"
    LEFT = "left"
    RIGHT = "right"
    RULE = "rule"


@dataclass(frozen=True)
class Block:
    """One block; `name` is a header's name or a bubble's time, `offset` where its text begins in the item's.

    `group` is the quoted stretch a block folds with, `item` the message of a bubble, `here` the one that was opened; `near`
    blocks lie in the passage that was found by its meaning.
    """

    look: Look
    text: str
    name: str = ""
    marks: tuple[Mark, ...] = ()
    offset: int = -1
    group: int = 0
    item: int = 0
    here: bool = False
    near: bool = False


def text_blocks(detail: "Detail", marks: Sequence[Mark]) -> list[Block]:
    """The item's text with labels where its parts begin (a sheet's name, a page's number); quotes folded."""
    blocks: list[Block] = []
    for group, (start, stop, role, label) in enumerate(_stretches(detail), 1):
        if label:
            blocks.append(Block(Look.LABEL, visible(label)))
        quoted = role == "quoted"
        lines = list(_paragraphs(detail.text, start, stop, marks, Look.QUOTED if quoted else Look.TEXT))
        if quoted:
            blocks.append(
                Block(Look.FOLD, tr("quoted text, {lines}", lines=counted(len(lines), "line", "lines")), group=group)
            )
            lines = [replace(line, group=group) for line in lines]
        blocks += lines
    return blocks


def mail_blocks(detail: "Detail", marks: Sequence[Mark], zone: str) -> list[Block]:
    """An e-mail as people know it: from, to, date, subject, then what was written."""
    fields = [
        Block(Look.FIELD, who, name=tr(name))
        for name, role in (("From", "from"), ("To", "to"), ("Cc", "cc"), ("Bcc", "bcc"))
        if (who := _people(detail, role))
    ]
    fields.append(
        Block(
            Look.FIELD, whole(detail.row.date, zone) or visible(detail.date_as_found) or tr("no date"), name=tr("Date")
        )
    )
    return [*fields, Block(Look.RULE, ""), *text_blocks(detail, marks)]


def chat_blocks(
    messages: "Sequence[Detail]", here: int, marks: Sequence[Mark], zone: str, *, before: int = 0, after: int = 0
) -> list[Block]:
    """A conversation round the message `here`. The right-hand side is kept for an owner on record; none is known yet."""
    blocks = [
        Block(
            Look.DAY, tr("owner of the phone not known: every message stands on the left · times in {zone}", zone=zone)
        )
    ]
    if before:
        blocks.append(Block(Look.DAY, tr("{n} before this", n=counted(before, "message", "messages"))))
    for day, of_day in groupby(messages, lambda message: in_zone(message.row.date, zone)[:10]):
        blocks.append(Block(Look.DAY, day_words(day)))
        for sender, run in groupby(of_day, lambda message: message.row.sender):
            blocks += _run(sender, list(run), here, marks, zone)
    if after:
        blocks.append(Block(Look.DAY, tr("{n} after this", n=counted(after, "message", "messages"))))
    return blocks


def detail_blocks(detail: "Detail", zone: str) -> list[Block]:
    """Everything on record about the item: where it came from, hashes, times, and every property exactly as found."""
    row = detail.row
    ours = [
        ("Item", str(row.id)),
        ("Exhibit", row.exhibit),
        ("Path", row.path),
        ("Kind", f"{row.kind} ({row.format})"),
        ("Date", whole(row.date, zone)),
        ("Date, as found", detail.date_as_found),
        ("Size in bytes", detail.size),
        ("SHA-256", detail.sha256),
        ("SHA-1", detail.sha1),
        ("MD5", detail.md5),
        ("Read by", detail.rung),
        ("State", row.state),
        ("Reason", row.reason),
        ("Reader's words", detail.detail),
    ]
    blocks = [Block(Look.LABEL, tr("On record"))]
    blocks += [Block(Look.FIELD, visible(str(value)), name=tr(name)) for name, value in ours if value not in (None, "")]
    times = [
        Block(Look.FIELD, _file_time(name, value, zone), name=tr(name))
        for name, value in detail.file_times.items()
        if value is not None
    ]
    people = [
        Block(Look.FIELD, visible(_party(person.name, person.address)), name=person.role) for person in detail.people
    ]
    found = [Block(Look.FIELD, visible(value), name=visible(name)) for name, value in detail.properties]
    for title, part in (("File times as found", times), ("People as written", people), ("Properties as found", found)):
        if part:
            blocks += [Block(Look.RULE, ""), Block(Look.LABEL, tr(title)), *part]
    return blocks


def folded(blocks: Sequence[Block], open_groups: set[int]) -> list[Block]:
    """The blocks that show while only these groups of quotes are open."""
    return [block for block in blocks if not block.group or block.look is Look.FOLD or block.group in open_groups]


def day_words(day: str) -> str:
    """A day as it stands between bubbles."""
    try:
        return QLocale().toString(date.fromisoformat(day), "dddd d MMMM yyyy")
    except ValueError:
        return tr("no date on record")


def _run(sender: str, messages: "Sequence[Detail]", here: int, marks: Sequence[Mark], zone: str) -> Iterator[Block]:
    """One person's messages in a row, under name and number as found."""
    yield Block(Look.RUN, visible(sender) or tr("sender not on record"))
    for message in messages:
        opened = message.row.id == here
        for label in _labels(message):
            yield Block(Look.LABEL, label)
        kept = tuple(mark for mark in marks if mark[2] != PASSAGE) if opened else ()
        yield Block(
            Look.LEFT,
            visible(message.text) or "—",
            name=in_zone(message.row.date, zone)[11:16],
            marks=kept,
            offset=0,
            item=message.row.id,
            here=opened,
        )


def _labels(message: "Detail") -> Iterator[str]:
    marks = {value for name, value in message.properties if name in ("mark", "marks")}
    joined = " ".join(sorted(marks))
    for mark, words in (
        ("deleted", "deleted by its sender"),
        ("edited", "edited"),
        ("forwarded", "forwarded"),
        ("media-missing", "the media named here is not in the export"),
        ("system", "written by the program, not by a person"),
    ):
        if mark in joined:
            yield tr(words)


def _stretches(detail: "Detail") -> list[tuple[int, int, str, str]]:
    """The text cut where its spans say; gaps between spans are body."""
    stretches, at = [], 0
    for span in sorted(detail.spans, key=lambda span: span.start):
        if span.start > at:
            stretches.append((at, span.start, "body", ""))
        if span.stop > span.start >= at:
            stretches.append((span.start, span.stop, span.role, span.label))
            at = span.stop
    if at < len(detail.text):
        stretches.append((at, len(detail.text), "body", ""))
    return stretches


def _paragraphs(text: str, start: int, stop: int, marks: Sequence[Mark], look: Look) -> Iterator[Block]:
    """One block a line, no longer than 2,000 characters, each with the marks that fall into it."""
    at = start
    for line in text[start:stop].split("\n"):
        for cut in range(0, max(1, len(line)), LONGEST_LINE):
            piece = line[cut : cut + LONGEST_LINE]
            found = _within(marks, at + cut, len(piece))
            near = any(kind == PASSAGE for _, _, kind in found)
            shown = tuple(mark for mark in found if mark[2] != PASSAGE)
            yield Block(look, visible(piece), marks=shown, offset=at + cut, near=near and bool(piece))
        at += len(line) + 1


def _within(marks: Iterable[Mark], start: int, length: int) -> tuple[Mark, ...]:
    return tuple(
        (max(0, begin - start), min(length, end - start), kind)
        for begin, end, kind in marks
        if begin < start + length and end > start
    )


def _people(detail: "Detail", role: str) -> str:
    return visible(", ".join(_party(person.name, person.address) for person in detail.people if person.role == role))


def _party(name: str, address: str) -> str:
    return f"{name} <{address}>" if name and address and name != address else name or address


def _file_time(name: str, value: float, zone: str) -> str:
    if name == "mode":
        return oct(int(value))
    return str(value) if name == "size" else stamp(float(value), zone)
