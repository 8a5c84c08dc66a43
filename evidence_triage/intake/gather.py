"""From the frames of one extraction to what is kept of it, a bounded part at a time.

A mailbox of a million messages is never held: its children come out in parts, and each part can be put on record
before the next is read. Of an item's own text and facts there is one part, the last.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from evidence_triage.intake.opened import Opened, Spool
from evidence_triage.sandbox.protocol import Child, ChildEnd, End, Frame, Head, Message, Text
from evidence_triage.words import Reason

PART_CHILDREN = 200
PART_BYTES = 8 << 20
CHILD_BYTES = 2 << 30
NEIGHBOURS = 3


@dataclass(frozen=True)
class Born:
    """A child: its number in the parent, its locator there (made unique), its bytes or why there are none."""

    ordinal: int
    locator: str
    child: Child
    opened: Opened | None
    reason: Reason | None


@dataclass(frozen=True)
class Said:
    """A message of a conversation: its number there, its locator (made unique), and which of its equals it is.

    The same words of one sender in one minute may stand twice in an export; `occurrence` tells them apart, in every copy alike.
    """

    ordinal: int
    locator: str
    message: Message
    occurrence: int


@dataclass(frozen=True)
class Part:
    """Some of what was found in an item; `head` is null where the reader has not told it yet.

    `before` are the last messages of the part before, since a message is understood by its neighbours.
    """

    head: Head | None
    children: list[Born]
    messages: list[Said]
    before: list[Message]


@dataclass(frozen=True)
class Finished:
    """How the reading ended; `head` is null where not even the kind could be told."""

    head: Head | None
    text: Text | None
    end: End
    children: int


@dataclass
class _Gathering:
    head: Head | None = None
    text: Text | None = None
    ordinal: int = 0
    bytes_held: int = 0
    children: list[Born] = field(default_factory=list)
    messages: list[Said] = field(default_factory=list)
    locators: set[str] = field(default_factory=set)
    equals: Counter[tuple[str, str | None, str]] = field(default_factory=Counter)
    before: list[Message] = field(default_factory=list)
    child: Child | None = None
    spool: Spool | None = None

    @property
    def is_full(self) -> bool:
        return len(self.children) + len(self.messages) >= PART_CHILDREN or self.bytes_held >= PART_BYTES

    def part(self) -> Part:
        """What was gathered since the last part."""
        part = Part(self.head, self.children, self.messages, self.before)
        self.before = [each.message for each in self.messages[-NEIGHBOURS:]]
        self.children, self.messages, self.bytes_held = [], [], 0
        return part

    def unique(self, locator: str) -> str:
        """Two members of one name are two items: the second is found at `name~2`."""
        again, count = locator, 1
        while again in self.locators:
            count += 1
            again = f"{locator}~{count}"
        self.locators.add(again)
        return again

    def take(self, frame: Frame | bytes) -> None:
        match frame:
            case bytes():
                if self.spool is not None:
                    self.spool.write(frame)
            case Head():
                self.head = frame
            case Text():
                self.text = frame
            case Message():
                self._say(frame)
            case Child():
                self._open_child(frame)
            case ChildEnd():
                self.close_child(frame.reason)

    def _say(self, message: Message) -> None:
        equal = (message.sender, message.date, message.text)
        self.messages.append(Said(self.ordinal, self.unique(message.locator), message, self.equals[equal]))
        self.equals[equal] += 1
        self.ordinal += 1

    def _open_child(self, child: Child) -> None:
        self.child, self.spool = child, None if child.reason else Spool(CHILD_BYTES)
        if child.reason:
            self._keep(None, child.reason)

    def close_child(self, reason: Reason | None) -> None:
        """The child's bytes are complete, or what came of them is let go for a reason."""
        if self.child is None or self.spool is None:
            return
        reason = reason or (Reason.TOO_LARGE if self.spool.overflowed else None)
        self._keep(self.spool.opened() if reason is None else None, reason)

    def _keep(self, opened: Opened | None, reason: Reason | None) -> None:
        assert self.child is not None
        self.children.append(Born(self.ordinal, self.unique(self.child.locator), self.child, opened, reason))
        self.bytes_held += opened.digest.size if opened else 0
        self.ordinal += 1
        self.child, self.spool = None, None


def gather(frames: Iterator[Frame | bytes]) -> Iterator[Part | Finished]:
    """Parts as they fill, then one Finished. A child cut off by the reader's end is kept as damaged."""
    gathering = _Gathering()
    for frame in frames:
        if isinstance(frame, End):
            gathering.close_child(frame.reason or Reason.DAMAGED)
            if gathering.children or gathering.messages:
                yield gathering.part()
            yield Finished(gathering.head, gathering.text, frame, gathering.ordinal)
            return
        gathering.take(frame)
        if gathering.is_full and gathering.child is None:
            yield gathering.part()
