"""The side outside believes nothing: each frame of an answer is validated, counted and measured before anyone sees it.

An answer that breaks a rule is worth nothing from there on (`Broken`); one that goes beyond a limit keeps what came
before (`TooMuch`). Both end the process.
"""

from collections.abc import Sequence

import msgspec

from evidence_triage.sandbox import wire
from evidence_triage.sandbox.protocol import (
    Child,
    ChildEnd,
    End,
    Frame,
    Head,
    Limits,
    Message,
    PageInfo,
    Pixels,
    Product,
    Span,
    Text,
    Word,
)

NAME_CHARACTERS = 4_096
LOCATOR_CHARACTERS = 16_384
DETAIL_CHARACTERS = 2_000
LISTED = 100_000
PIXELS = 120_000_000
SIDE = 65_535
PAGE_POINTS = 200_000.0


class Broken(Exception):
    """The answer breaks the rules of the protocol."""


class TooMuch(Exception):
    """The answer goes beyond a limit of the request."""


class Checked:
    """One answer, frame by frame. After `End` nothing more is accepted."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._bytes = 0
        self._children = 0
        self._seen: set[type] = set()
        self._open: Child | Pixels | Product | None = None
        self._open_bytes = 0
        self.ended = False

    @property
    def part_open(self) -> bool:
        """Whether the bytes of a part are on their way."""
        return self._open is not None

    def length(self, count: int, cap: int) -> None:
        """Counts a frame's body before it is read."""
        if count > cap:
            raise Broken(f"a frame of {count:,} bytes")
        self._bytes += count
        if self._bytes > self._limits.output_bytes:
            raise TooMuch(f"more than {self._limits.output_bytes:,} bytes of answer")

    def chunk(self, body: bytes) -> bytes:
        """Bytes of the part that is open."""
        if self._open is None:
            raise Broken("bytes that belong to nothing")
        self._open_bytes += len(body)
        return body

    def frame(self, body: bytes) -> Frame:
        """The frame a body stands for, once it has passed."""
        try:
            frame = wire.to_frame(body)
        except (msgspec.MsgspecError, UnicodeError, RecursionError):
            raise Broken("a frame that is none of the protocol's") from None
        self._in_order(frame)
        self._measured(frame)
        return frame

    def _in_order(self, frame: Frame) -> None:
        """Head and Text at most once, a part closed before the next begins."""
        if isinstance(frame, ChildEnd):
            self._close()
            return
        if isinstance(frame, End):
            self.ended = True
            return
        if self._open is not None:
            raise Broken("a frame in the middle of a part's bytes")
        if isinstance(frame, (Head, Text, PageInfo)):
            if type(frame) in self._seen:
                raise Broken(f"a second {type(frame).__name__}")
            self._seen.add(type(frame))
        elif isinstance(frame, (Child, Message)):
            self._count_child()
        if isinstance(frame, (Pixels, Product)) or (isinstance(frame, Child) and frame.reason is None):
            self._open, self._open_bytes = frame, 0

    def _close(self) -> None:
        if self._open is None:
            raise Broken("the end of a part that never began")
        if isinstance(self._open, Pixels) and self._open_bytes != self._open.width * self._open.height * 3:
            raise Broken("a picture with another number of pixels than it says")
        self._open = None

    def _count_child(self) -> None:
        self._children += 1
        if self._children > self._limits.children:
            raise TooMuch(f"more than {self._limits.children:,} parts")

    def _measured(self, frame: Frame) -> None:
        """Every text, list and number of the frame within its cap."""
        match frame:
            case Head():
                _short(NAME_CHARACTERS * 4, frame.title, frame.message_key)
                _short(NAME_CHARACTERS, frame.format, frame.date or "", frame.date_as_found, *frame.thread)
                _few(frame.people, frame.properties, frame.thread)
            case Text():
                self._text(frame)
            case Child():
                _short(NAME_CHARACTERS, frame.name)
                _short(LOCATOR_CHARACTERS, frame.locator)
                _few(frame.properties)
            case Message():
                self._message(frame)
            case End():
                _short(NAME_CHARACTERS, frame.rung)
                _short(DETAIL_CHARACTERS, frame.detail)
            case PageInfo():
                _pages(frame)
            case Pixels():
                _picture(frame)
            case Product():
                _short(NAME_CHARACTERS, frame.type, *frame.notes)
                _few(frame.notes)

    def _text(self, frame: Text) -> None:
        if len(frame.text) > self._limits.text_characters:
            raise TooMuch(f"more than {self._limits.text_characters:,} characters of text")
        _spans(frame.spans, len(frame.text))

    def _message(self, frame: Message) -> None:
        _short(NAME_CHARACTERS, frame.app, frame.conversation, frame.sender, frame.date or "", frame.date_as_found)
        _short(LOCATOR_CHARACTERS, frame.locator, *frame.attachments, *frame.marks)
        _few(frame.attachments, frame.marks)
        if len(frame.text) > self._limits.text_characters:
            raise TooMuch(f"more than {self._limits.text_characters:,} characters in a message")


def _short(cap: int, *texts: str) -> None:
    if any(len(text) > cap for text in texts):
        raise Broken(f"a name of more than {cap:,} characters")


def _few(*lists: Sequence[object]) -> None:
    if any(len(each) > LISTED for each in lists):
        raise Broken(f"a list of more than {LISTED:,}")


def _spans(spans: list[Span], length: int) -> None:
    """Spans lie in the text, one after the other."""
    at = 0
    for span in spans:
        if not at <= span.start <= span.stop <= length:
            raise Broken("spans that overlap or leave the text")
        _short(NAME_CHARACTERS, span.role, span.label)
        at = span.stop


def _pages(frame: PageInfo) -> None:
    _few(frame.sizes)
    if not all(0 < side <= PAGE_POINTS for size in frame.sizes for side in size):
        raise Broken("a page of impossible size")


def _picture(frame: Pixels) -> None:
    if not (0 < frame.width <= SIDE and 0 < frame.height <= SIDE and frame.width * frame.height <= PIXELS):
        raise Broken("a picture of impossible size")
    _few(frame.words)
    if not all(_on_page(word) for word in frame.words):
        raise Broken("a word beside the page")


def _on_page(word: Word) -> bool:
    return len(word.text) <= NAME_CHARACTERS and all(
        abs(side) <= PAGE_POINTS for side in (word.x0, word.y0, word.x1, word.y1)
    )
