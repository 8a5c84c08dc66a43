"""Makes items findable, in the transaction that makes them visible: passages, words, static vectors."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from evidence_triage.embedding import tokens
from evidence_triage.index import wordlists
from evidence_triage.index.inputs import drop_unused, keep_inputs
from evidence_triage.index.passages import END_MARKS, Lengths, Passage, cut
from evidence_triage.index.wordlists import Wording
from evidence_triage.sandbox.protocol import Span

if TYPE_CHECKING:
    from evidence_triage.case import Change
    from evidence_triage.embedding import Embedder

CONTEXT_CHARACTERS = 160  # of the subject and the parties that stand before each passage
CONTEXT_SHARE = 4  # and no more than a quarter of the window
SPEAKS_ALONE_WORDS = 4  # a message of so many words is embedded by itself too, since its neighbours drown what it says


@dataclass(frozen=True)
class Indexable:
    """What the index needs of an item. `new_content`: its content was not indexed before.

    `context` (subject, parties) is given to the embedder before each passage. `window` is a message among its neighbours,
    without which it may mean nothing; it is embedded beside the message's own words, and a hit still points at the message.
    """

    item: int
    content: int
    new_content: bool
    title: str
    parties: str
    name: str
    text: str
    spans: Sequence[Span] = ()
    context: str = ""
    window: str | None = None


@dataclass(frozen=True)
class _Measure:
    """How long texts are for the full model, and how much it reads."""

    lengths: Lengths
    window: int


def put(change: "Change", indexables: Sequence[Indexable], static: "Embedder | None") -> None:
    """Writes everything by which the items are found; only what may be seen is ever given here."""
    indexables = [_as_kept(change, each) for each in indexables]
    wordlists.write(change, [_wording(each) for each in indexables])
    measure = _Measure(static.lengths, static.window) if static is not None else _measure()
    made: dict[int, list[tuple[Passage, str]]] = {}
    for each in indexables:
        if each.content not in made and _is_wanted(change, each):
            forget(change, each.content)
            made[each.content] = list(_passages(each, measure))
    _write(change, made, static)


def forget(change: "Change", content: int) -> None:
    """Removes a content's passages, and the inputs and vectors that only they had."""
    inputs = {
        int(number) for (number,) in change.rows("SELECT DISTINCT input FROM passage WHERE content = ?", (content,))
    }
    if inputs:
        change.delete("passage", content=content)
        drop_unused(change, inputs)


def _as_kept(change: "Change", each: Indexable) -> Indexable:
    """With the text that is kept of its content: passages point into it, and words are taken out by it."""
    if each.new_content:
        return each
    kept = change.value("SELECT text FROM content_text WHERE content = ?", (each.content,))
    return each if kept is None or kept == each.text else replace(each, text=kept, spans=(), window=None)


def _measure() -> _Measure:
    counter = tokens()
    return _Measure(counter.lengths, counter.window)


def _wording(each: Indexable) -> Wording:
    return Wording(each.item, each.content, each.title, each.parties, each.name, each.text)


def _is_wanted(change: "Change", each: Indexable) -> bool:
    return each.new_content or change.value("SELECT 1 FROM passage WHERE content = ?", (each.content,)) is None


def _passages(each: Indexable, measure: _Measure) -> Iterator[tuple[Passage, str]]:
    """Each passage with its input; a text of nothing but white space is found by its title."""
    context, room = _context(each.context or each.title, measure)
    if not each.text.strip():
        if context:
            yield Passage(0, 0, "title"), context
        return
    if each.window is not None:
        among = _joined(context, each.window)
        if measure.lengths([among])[0] <= measure.window:
            yield Passage(0, len(each.text), "body"), among
            if len(each.text.split()) < SPEAKS_ALONE_WORDS:
                return
            context = ""
    for passage in cut(each.text, each.spans, room, measure.lengths):
        before = "" if passage.role == "quoted" else context  # the same quotation in ten answers is embedded once
        yield passage, _joined(before, each.text[passage.start : passage.stop])


def _context(text: str, measure: _Measure) -> tuple[str, int]:
    """What stands before each passage, cut to a small part of the window, and the room it leaves."""
    context = " ".join(text.split())[:CONTEXT_CHARACTERS]
    whole = measure.window - END_MARKS
    pieces = measure.lengths([context])[0] - END_MARKS
    while pieces > whole // CONTEXT_SHARE:
        context = context[: len(context) // 2]
        pieces = measure.lengths([context])[0] - END_MARKS
    return context.rstrip(), whole - pieces


def _joined(context: str, text: str) -> str:
    return f"{context}\n{text}" if context else text


def _write(change: "Change", made: dict[int, list[tuple[Passage, str]]], static: "Embedder | None") -> None:
    """Inputs first, all in one go, then the passages that point at them."""
    rows = [(content, n, passage, text) for content, found in made.items() for n, (passage, text) in enumerate(found)]
    numbers = keep_inputs(change, [text for *_, text in rows], static)
    change.insert_many(
        "passage",
        ("content", "ordinal", "start", "stop", "role", "input"),
        [
            (content, n, passage.start, passage.stop, passage.role, number)
            for (content, n, passage, _), number in zip(rows, numbers, strict=True)
        ],
    )
