"""Cuts a text into passages: about 180 words on sentence boundaries, never longer than the embedder reads.

What a mail quotes is kept apart from what it says, and a sheet from the next. Each passage begins with some thirty words
of the one before, so that what stands on a border is whole in one of them.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from evidence_triage.sandbox.protocol import Span

PASSAGE_WORDS = 180
OVERLAP_WORDS = 30
UNIT_CHARACTERS = 1_200  # about 180 words; what runs on longer without an end of sentence is cut at a space
END_MARKS = 2  # word pieces that stand before and after each text

_ENDS = re.compile(r"(?<=[.!?…])[\"'»”’)\]]*\s+|(?<=[。！？])\s*|\n\s*\n\s*")

Lengths = Callable[[Sequence[str]], list[int]]


@dataclass(frozen=True)
class Passage:
    """Characters `start` to `stop` of a text; `role` is body, quoted or title."""

    start: int
    stop: int
    role: str


@dataclass(frozen=True)
class _Unit:
    """A sentence, or what stands for one: never torn apart again. `alone`: cut within a word, so it is joined to nothing."""

    start: int
    stop: int
    words: int
    pieces: int
    alone: bool = False


def cut(text: str, spans: Sequence[Span], room: int, lengths: Lengths) -> list[Passage]:
    """The passages of a text in order; `room`: word pieces, without end marks, that a passage may have."""
    found = []
    for start, stop, role in stretches(text, spans):
        units = list(_measured(text, _sentences(text, start, stop), room, lengths))
        found += [Passage(group[0].start, group[-1].stop, role) for group in _packed(units, room)]
    return found


def stretches(text: str, spans: Sequence[Span]) -> list[tuple[int, int, str]]:
    """The text in stretches that no passage may cross: quoted and not quoted, and each sheet."""
    borders = {0, len(text)}
    for span in spans:
        if span.role in ("quoted", "sheet"):
            borders |= {min(span.start, len(text)), min(span.stop, len(text))}
    quoted = [span for span in spans if span.role == "quoted"]
    found = []
    for start, stop in pairwise(sorted(borders)):
        role = "quoted" if any(span.start <= start < span.stop for span in quoted) else "body"
        if text[start:stop].strip():
            found.append((start, stop, role))
    return found


def _sentences(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Where sentences and paragraphs begin and end, white space at the ends left out."""
    at = start
    for end in _ENDS.finditer(text, start, stop):
        yield from _stripped(text, at, end.end())
        at = end.end()
    yield from _stripped(text, at, stop)


def _stripped(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    piece = text[start:stop]
    if body := piece.strip():
        begin = start + len(piece) - len(piece.lstrip())
        yield begin, begin + len(body)


def _measured(text: str, sentences: Iterator[tuple[int, int]], room: int, lengths: Lengths) -> Iterator[_Unit]:
    """Sentences as units that fit: what is longer than a passage is cut at spaces, and at last within words."""
    places = [part for place in sentences for part in _short(text, *place)]
    counts = lengths([text[start:stop] for start, stop in places])
    for (start, stop), pieces in zip(places, counts, strict=True):
        yield from _fitting(text, start, stop, pieces - END_MARKS, room, lengths)


def _short(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    while stop - start > UNIT_CHARACTERS:
        space = max(
            text.rfind(" ", start + 1, start + UNIT_CHARACTERS), text.rfind("\n", start + 1, start + UNIT_CHARACTERS)
        )
        end = space if space > start else start + UNIT_CHARACTERS
        yield from _stripped(text, start, end)
        start = end
    yield from _stripped(text, start, stop)


def _fitting(text: str, start: int, stop: int, pieces: int, room: int, lengths: Lengths) -> Iterator[_Unit]:
    if pieces <= room or stop - start < 2:
        torn = (start > 0 and not text[start - 1].isspace()) or (stop < len(text) and not text[stop].isspace())
        yield _Unit(start, stop, len(text[start:stop].split()), pieces, alone=torn)
        return
    half = (start + stop) // 2
    space = max(text.rfind(" ", start + 1, half), text.rfind("\n", start + 1, half))
    middle = space if space > start else half
    for part in (*_stripped(text, start, middle), *_stripped(text, middle, stop)):
        count = lengths([text[part[0] : part[1]]])[0] - END_MARKS
        yield from _fitting(text, *part, count, room, lengths)


def _packed(units: list[_Unit], room: int) -> Iterator[list[_Unit]]:
    """Neighbouring units as passages, each begun with the last units of the one before where they are short."""
    group: list[_Unit] = []
    for unit in units:
        if group and not _takes(group, unit, room):
            yield group
            group = _overlap(group, unit, room)
        group.append(unit)
    if group:
        yield group


def _takes(group: list[_Unit], unit: _Unit, room: int) -> bool:
    if unit.alone or group[-1].alone:
        return False
    words = sum(each.words for each in group) + unit.words
    return words <= PASSAGE_WORDS and sum(each.pieces for each in group) + unit.pieces <= room


def _overlap(group: list[_Unit], unit: _Unit, room: int) -> list[_Unit]:
    """The last units of a passage, up to thirty words, as far as the next one leaves room for them."""
    kept: list[_Unit] = []
    if unit.alone:
        return kept
    for each in reversed(group):
        if (
            each.alone
            or sum(one.words for one in kept) + each.words > OVERLAP_WORDS
            or not _takes([each, *kept], unit, room)
        ):
            break
        kept.insert(0, each)
    return kept if len(kept) < len(group) else []
