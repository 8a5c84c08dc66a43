"""What crosses the wall between the program and a parser process: JSON and bytes, length-limited, never pickle.

A request goes in with one file descriptor; frames come out. The side outside believes none of it: it validates each
frame against the types here, counts, measures and hashes again (`sandbox.checked`).
"""

from enum import StrEnum
from typing import Protocol

import msgspec

from evidence_triage.words import Kind, Place, Reason


class Task(StrEnum):
    """The fixed table of what a parser process can be asked to do."""

    IDENTIFY = "identify"
    EXTRACT = "extract"
    RENDER_PAGE = "render-page"
    RENDER_PICTURE = "render-picture"
    PAGES = "pages"
    SET_PAGES = "set-pages"
    MERGE = "merge"


class Limits(msgspec.Struct, frozen=True):
    """What one request may cost; beyond it the process is killed and the item keeps what came before."""

    seconds: float = 60.0
    memory_bytes: int = 1 << 30
    output_bytes: int = 1 << 30
    text_characters: int = 20_000_000
    children: int = 1_000_000
    open_files: int = 64


SHARE = "share"


class Request(msgspec.Struct, frozen=True):
    """`name` is a hint (its suffix) and never decides; `params` are plain JSON values of the task.

    `params["share"]` names the source of the file: the process then reads other files of that source too.
    """

    task: Task
    name: str = ""
    params: dict[str, object] = {}
    limits: Limits = Limits()


class Span(msgspec.Struct, frozen=True):
    """A stretch of an item's text, in characters, and what it is: body, quoted, signature, header, comment, notes, sheet, page.

    `label` is shown above it (a sheet's name, a page's number). Spans do not overlap and may leave gaps (which are body).
    """

    start: int
    stop: int
    role: str
    label: str = ""


class Person(msgspec.Struct, frozen=True):
    """A party as written: `role` is from, to, cc, bcc, sender, member, author; `address` may be a number or a handle."""

    role: str
    name: str = ""
    address: str = ""


class Head(msgspec.Struct, frozen=True, tag="head", tag_field="frame"):
    """What the item is. Times are ISO 8601 with the zone as found (offset), or without offset where none was on record."""

    kind: Kind
    format: str
    title: str = ""
    date: str | None = None
    date_as_found: str = ""
    people: list[Person] = []
    properties: list[tuple[str, str]] = []
    message_key: str = ""
    thread: list[str] = []
    pages: int = 0


class Text(msgspec.Struct, frozen=True, tag="text", tag_field="frame"):
    """The item's text (at most once an item)."""

    text: str
    spans: list[Span] = []


class Child(msgspec.Struct, frozen=True, tag="child", tag_field="frame"):
    """A part with bytes of its own: attachment, member, mail of a mailbox. Its bytes follow in `Chunk` frames until `ChildEnd`.

    `name` is as found (shown, never used as a path); `locator` finds it again in its container and ends its `path`:
    the member's path, the message's number. `reason` is set, and no bytes follow, where it could not be taken out.
    """

    place: Place
    name: str
    locator: str
    properties: list[tuple[str, str]] = []
    reason: Reason | None = None
    inline: bool = False


class ChildEnd(msgspec.Struct, frozen=True, tag="child-end", tag_field="frame"):
    """The bytes of the child before are complete, or end here for `reason`."""

    reason: Reason | None = None


class Message(msgspec.Struct, frozen=True, tag="message", tag_field="frame"):
    """A message that is no file of its own; its canonical record is its content (app, conversation, sender, time, text, attachments).

    `marks`: edited, deleted, system, forwarded, media-missing. `attachments` are file names as written, looked for beside the export.
    """

    locator: str
    app: str
    conversation: str
    sender: str
    date: str | None
    date_as_found: str
    text: str
    attachments: list[str] = []
    marks: list[str] = []


class End(msgspec.Struct, frozen=True, tag="end", tag_field="frame"):
    """The reader went to the end (`reason` null), or why it did not. `rung`: which reader of the ladder gave what came."""

    rung: str
    reason: Reason | None = None
    detail: str = ""


class PageInfo(msgspec.Struct, frozen=True, tag="page-info", tag_field="frame"):
    """How many pages the item has and the size of each in points (1/72 inch)."""

    sizes: list[tuple[float, float]]


class Word(msgspec.Struct, frozen=True):
    """A word on a page with its box in page units (points), in reading order."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float


class Pixels(msgspec.Struct, frozen=True, tag="pixels", tag_field="frame"):
    """A picture as RGB888 rows without padding; its bytes follow in `Chunk` frames until `ChildEnd`.

    `frames`: how many pictures or pages the file has.
    """

    width: int
    height: int
    words: list[Word] = []
    frames: int = 1


class Product(msgspec.Struct, frozen=True, tag="product", tag_field="frame"):
    """A file made inside the wall (a PDF); its bytes follow in `Chunk` frames until `ChildEnd`."""

    type: str
    pages: int = 0
    notes: list[str] = []


Frame = Head | Text | Child | ChildEnd | Message | End | PageInfo | Pixels | Product


class Send(Protocol):
    """What a task is given to answer with.

    `send(frame)` sends a frame of `sandbox.protocol`; `send(chunk)` the next bytes of the Child, Pixels or Product
    before (any length, split here), which `send(ChildEnd())` completes. Each call is on its way at once, so that a
    crash keeps what came before.

    `send.native()` is called before code that is not pure Python (pymupdf, lxml, Pillow, lzma of a hostile stream …)
    first touches the file's bytes. In a process that reads several files it raises `OwnProcessNeeded`, which the task
    lets through: the file is read again, from its start, in a process of its own, and whatever was sent is forgotten.
    In such a process, and when called again, it does nothing.
    """

    def __call__(self, what: Frame | bytes) -> None: ...

    def native(self) -> None: ...
