"""The piece of a text that shows why it was found, and all the places in a text that a question hits."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from evidence_triage.search.meaning import Passage
from evidence_triage.search.query.tokens import fold
from evidence_triage.search.query.tree import Term, Word, term_tokens
from evidence_triage.search.results import Mark, Snippet

LENGTH = 240  # characters shown
LEAD = 60  # characters shown before the first hit
LOOKED_AT = 200_000  # characters of a text searched for the best piece
MARKED = 2_000  # marks at most in one text

_BETWEEN = r"[\W_]+"


def find_marks(text: str, terms: Sequence[Term]) -> list[Mark]:
    """Every place of a text where one of the words or phrases stands, in order."""
    pattern = _pattern(tuple(terms))
    if pattern is None:
        return []
    found = pattern.finditer(fold(text))
    return [Mark(*match.span(), "word") for match, _ in zip(found, range(MARKED), strict=False)]


@lru_cache(maxsize=64)
def _pattern(terms: tuple[Term, ...]) -> re.Pattern[str] | None:
    wanted = sorted({_expression(term) for term in terms}, key=len, reverse=True)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(wanted)})") if wanted else None


def _expression(term: Term) -> str:
    """A term in folded text; combining marks may stand behind any letter."""
    words = (
        re.sub(r"(.)", lambda letter: re.escape(letter[1]) + "[\u0300-\u036f]*", word) for word in term_tokens(term)
    )
    ending = "[^\\W_]*" if isinstance(term, Word) and term.prefix else "(?![^\\W_])"
    return _BETWEEN.join(words) + ending


def snippet(text: str, terms: Sequence[Term], passage: Passage | None) -> Snippet:
    """The best piece: the one with most different words, within the nearest passage where there is one."""
    first, last = (passage.start, passage.stop) if passage else (0, LOOKED_AT)
    words = [Mark(m.start + first, m.stop + first, m.sort) for m in find_marks(text[first:last], terms)]
    start = _start(text, words, first)
    stop = _word_end(text, min(len(text), start + LENGTH))
    marks = [mark for mark in words if start <= mark.start and mark.stop <= stop]
    if passage is not None:
        marks.insert(0, Mark(max(start, passage.start), min(stop, passage.stop), "meaning"))
    return _folded(text[start:stop], [mark for mark in marks if mark.start < mark.stop], start)


def _start(text: str, words: Sequence[Mark], first: int) -> int:
    """Where the piece begins: a little before the hit from which the most different words are in sight."""
    if not words:
        return first
    kinds = [text[mark.start : mark.stop].lower() for mark in words]
    richest = max(range(len(words)), key=lambda i: (len({kinds[j] for j in _in_sight(words, i)}), -i))
    at = max(first, words[richest].start - LEAD)
    return at if at == first else _word_start(text, at)


def _in_sight(words: Sequence[Mark], i: int) -> Iterator[int]:
    for j in range(i, len(words)):
        if words[j].stop > words[i].start + LENGTH - LEAD:
            return
        yield j


def _word_start(text: str, at: int) -> int:
    """The beginning of the next word, within reason."""
    space = re.compile(r"\s").search(text, at, at + LEAD)
    return space.end() if space else at


def _word_end(text: str, at: int) -> int:
    space = re.compile(r"\s").search(text, at, at + LEAD)
    return space.start() if space else at


def _folded(piece: str, marks: Sequence[Mark], at: int) -> Snippet:
    """The piece with white space folded to single spaces, and the marks where they then stand."""
    text = " ".join(piece.split())
    moved = (
        Mark(_moved(piece, mark.start - at), min(_moved(piece, mark.stop - at), len(text)), mark.sort) for mark in marks
    )
    return Snippet(text, tuple(mark for mark in moved if mark.start < mark.stop), at)


def _moved(piece: str, place: int) -> int:
    """Where a place of the piece stands once white space is folded."""
    before = piece[:place]
    words = " ".join(before.split())
    return len(words) + (bool(words) and before[-1].isspace())
