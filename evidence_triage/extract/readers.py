"""The readers there are: one function a format, registered where it stands.

A reader tells what it reads, how text of its format is recognised (`sniff`), and whether code that is not Python
touches the bytes (`native`). Readers of the same format are tried in the order in which they were registered.
"""

from collections.abc import Callable
from dataclasses import dataclass

from evidence_triage.extract.output import Output
from evidence_triage.extract.source import Source
from evidence_triage.words import Kind

Read = Callable[[Source, Output], None]
Sniff = Callable[[str], bool]


@dataclass(frozen=True)
class Reader:
    """`name` is the rung that the ledger shows; `suffixes` break a tie between formats that the content allows."""

    name: str
    formats: tuple[str, ...]
    kind: Kind
    read: Read
    native: bool
    sniff: Sniff | None
    suffixes: tuple[str, ...]
    precision: int


READERS: list[Reader] = []


def reader(
    name: str,
    *,
    formats: tuple[str, ...],
    kind: Kind,
    native: bool = False,
    sniff: Sniff | None = None,
    suffixes: tuple[str, ...] = (),
    precision: int = 0,
) -> Callable[[Read], Read]:
    """Registers a reader.

    `sniff` gets the first 64 KiB as text and says whether it is of the format; of several that say so, the one with
    the highest `precision` reads.
    """

    def register(read: Read) -> Read:
        READERS.append(Reader(name, formats, kind, read, native, sniff, suffixes, precision))
        return read

    return register


def ladder(name: str) -> list[Reader]:
    """The readers of a format, best first."""
    return [each for each in READERS if name in each.formats]


def sniffers() -> list[Reader]:
    """The readers that know their own text, the most precise first."""
    return sorted((each for each in READERS if each.sniff), key=lambda each: -each.precision)
