"""A Release: what one recipient is given, in served references alone.

The writers of formats (`export.formats`) see a Release and nothing else. What is held back stands in another object
(`holding.HeldBack`) that only the internal receipt gets; nothing here is larger, smaller or numbered otherwise for it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO


class Way(StrEnum):
    """How an item is turned into pages; where that fails, its text is set, and without text it gets a slip sheet."""

    PDF = "pdf"
    PICTURE = "picture"
    OFFICE = "office"
    TEXT = "text"
    SLIP = "slip"

    @property
    def reads_bytes(self) -> bool:
        """Whether the item's bytes are read for it, so that nothing inside them may be held back."""
        return self in (Way.PDF, Way.PICTURE, Way.OFFICE)


@dataclass(frozen=True)
class Text:
    """An item's text, and its parts as [start, stop, role, label] in characters (`sandbox.protocol.Span`)."""

    text: str = ""
    spans: tuple[tuple[int, int, str, str], ...] = ()


@dataclass(frozen=True)
class AsFound:
    """Bytes as they were found. `suffix` follows from the content (".eml"), never from a name of the material."""

    suffix: str
    sha256: str
    size: int
    open: Callable[[], BinaryIO]


def no_text() -> Text:
    """What an item without text has."""
    return Text()


@dataclass(frozen=True)
class ReleasedItem:
    """One item as it is handed over.

    `number` counts from 1 within its part; `heading` are names and values shown above what is set from text; `remark`
    is the sentence of its slip sheet; `native` is null where the bytes as found do not go along.

    Raises:
        ValueError: pages are to be made of bytes that do not go along.
    """

    number: int
    reference: str
    kind: str
    description: str
    date: str = ""
    heading: tuple[tuple[str, str], ...] = ()
    way: Way = Way.TEXT
    remark: str = ""
    text: Callable[[], Text] = no_text
    native: AsFound | None = None

    def __post_init__(self) -> None:
        if self.way.reads_bytes and self.native is None:
            raise ValueError(f"{self.reference}: pages of bytes that do not go along")


@dataclass(frozen=True)
class Part:
    """A part of the release with its own pages, index and natives. `name` begins its file names."""

    name: str
    title: str
    items: tuple[ReleasedItem, ...]


@dataclass(frozen=True)
class Release:
    """All that is handed over, to whom, by whom, when (`date`: ISO 8601 with offset; `zone`: of the dates shown)."""

    title: str
    recipient: str
    prepared_by: str
    role: str
    date: str
    zone: str
    parts: tuple[Part, ...]

    @property
    def items(self) -> tuple[ReleasedItem, ...]:
        """The items of every part in order."""
        return tuple(item for part in self.parts for item in part.items)
