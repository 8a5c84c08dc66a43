"""What a reader says: its only way out. It keeps the limits, and what was said stays said when the reader fails.

Head and text are held until the end (a part may need the head before it, which is then sent), so that the next reader
of the ladder can begin anew.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from evidence_triage.extract.unreadable import TooLarge, Unreadable
from evidence_triage.sandbox.protocol import Child, ChildEnd, Head, Limits, Message, Person, Send, Span, Text
from evidence_triage.words import Kind, Place, Reason

NAME_CHARACTERS = 4_000
LOCATOR_CHARACTERS = 16_000
LISTED = 10_000
VALUE_CHARACTERS = 100_000
CHUNK_BYTES = 1 << 20
OVERHEAD = 1 << 20

Data = bytes | BinaryIO | Iterable[bytes]


class Output:
    """One item's answer. `kind` and `format` are what identifying found; a reader may know better."""

    def __init__(self, send: Send, limits: Limits, kind: Kind, format: str) -> None:  # noqa: A002  # the protocol's word
        self._send = send
        self._limits = limits
        self._head = Head(kind=kind, format=format)
        self._head_sent = False
        self._bytes_left = limits.output_bytes - OVERHEAD
        self._parts: list[str] = []
        self._spans: list[Span] = []
        self.characters = 0
        self.children = 0

    # What the item is

    def head(
        self,
        *,
        kind: Kind | None = None,
        format: str | None = None,  # noqa: A002
        title: str = "",
        date: str | None = None,
        date_as_found: str = "",
        people: Sequence[Person] = (),
        properties: Iterable[tuple[str, str]] = (),
        message_key: str = "",
        thread: Sequence[str] = (),
        pages: int = 0,
    ) -> None:
        """Tells what the item is; told again, it replaces what was told, until the first child has left."""
        self._head = Head(
            kind=kind or self._head.kind,
            format=format or self._head.format,
            title=title[:NAME_CHARACTERS],
            date=date,
            date_as_found=date_as_found[:NAME_CHARACTERS],
            people=[_person(each) for each in list(people)[:LISTED]],
            properties=[(_cut(name), value[:VALUE_CHARACTERS]) for name, value in list(properties)[:LISTED]],
            message_key=message_key,
            thread=[_cut(each) for each in list(thread)[:LISTED]],
            pages=pages,
        )

    def native(self) -> None:
        """Says that code other than Python is about to touch the bytes (`Send.native`)."""
        self._send.native()

    # What it says

    def write(self, text: str, role: str = "body", label: str = "") -> None:
        """Adds to the item's text; `body` without a label needs no span.

        Raises:
            TooLarge: the item has as much text as one item may have; what fitted is kept.
        """
        text = text.replace("\0", "")
        room = self._limits.text_characters - self.characters
        kept = text[:room]
        if kept and (role != "body" or label):
            self._spans.append(Span(self.characters, self.characters + len(kept), role, label[:NAME_CHARACTERS]))
        self._parts.append(kept)
        self.characters += len(kept)
        if len(text) > room:
            raise TooLarge(f"more than {self._limits.text_characters:,} characters of text")

    def write_spanned(self, text: str, spans: Iterable[Span]) -> None:
        """Adds a text with its own spans, which lie in it in order."""
        at = 0
        for span in spans:
            self.write(text[at : span.start])
            self.write(text[span.start : span.stop], span.role, span.label)
            at = span.stop
        self.write(text[at:])

    @property
    def ends_line(self) -> bool:
        """Whether the next text begins a line."""
        last = next((part for part in reversed(self._parts) if part), "\n")
        return last.endswith("\n")

    def forget_text(self) -> None:
        """Begins the text anew, for the next reader of the ladder."""
        self._parts, self._spans, self.characters = [], [], 0

    # What lies in it

    def child(
        self,
        place: Place,
        name: str,
        locator: str,
        data: Data,
        *,
        properties: Iterable[tuple[str, str]] = (),
        inline: bool = False,
    ) -> None:
        """Hands over a part with its bytes. A reading error in the middle ends the part, not the reader.

        Raises:
            TooLarge: more parts, or more bytes in all, than one item may give.
        """
        self._open(place, name, locator, properties, None, inline)
        reason = None
        try:
            for chunk in _chunks(data):
                self._spend(len(chunk))
                self._send(chunk)
        except TooLarge:
            self._send(ChildEnd(reason=Reason.TOO_LARGE))
            raise
        except Unreadable as error:
            reason = error.reason
        except (OSError, EOFError, ValueError):
            reason = Reason.DAMAGED
        self._send(ChildEnd(reason=reason))

    def child_without_bytes(
        self, place: Place, name: str, locator: str, reason: Reason, *, properties: Iterable[tuple[str, str]] = ()
    ) -> None:
        """Names a part that could not be taken out, and why."""
        self._open(place, name, locator, properties, reason, False)

    def message(self, message: Message) -> None:
        """Hands over a message of a conversation."""
        self._count()
        self._spend(len(message.text))
        self._send(message)

    def finish(self) -> None:
        """Sends what was held: the head where no part needed it yet, and the text."""
        self._send_head()
        if self.characters:
            self._send(Text("".join(self._parts), self._spans))

    def _open(
        self,
        place: Place,
        name: str,
        locator: str,
        properties: Iterable[tuple[str, str]],
        reason: Reason | None,
        inline: bool,
    ) -> None:
        self._count()
        listed = [(_cut(key), value[:VALUE_CHARACTERS]) for key, value in list(properties)[:LISTED]]
        self._send(Child(place, _cut(name), locator[:LOCATOR_CHARACTERS], listed, reason, inline))

    def _count(self) -> None:
        self._send_head()
        if self.children >= self._limits.children:
            raise TooLarge(f"more than {self._limits.children:,} parts")
        self.children += 1

    def _spend(self, count: int) -> None:
        self._bytes_left -= count
        if self._bytes_left < 0:
            raise TooLarge(f"more than {self._limits.output_bytes:,} bytes of parts")

    def _send_head(self) -> None:
        if not self._head_sent:
            self._head_sent = True
            self._send(self._head)


def _chunks(data: Data) -> Iterator[bytes]:
    if isinstance(data, (bytes, bytearray, memoryview)):
        for start in range(0, len(data), CHUNK_BYTES):
            yield bytes(data[start : start + CHUNK_BYTES])
    elif hasattr(data, "read"):
        while chunk := data.read(CHUNK_BYTES):
            yield chunk
    else:
        yield from data


def _cut(name: str) -> str:
    return name.replace("\0", "")[:NAME_CHARACTERS]


def _person(person: Person) -> Person:
    return Person(person.role, _cut(person.name), _cut(person.address))
