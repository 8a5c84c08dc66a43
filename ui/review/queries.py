"""What Review asks the engine: one function a question, each run on a worker's thread."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ui.case.words import month_words, state_words
from ui.dates import in_zone
from ui.itemlist.row import ListRow, Mark, kind_words
from ui.review.decisions import history as _history
from ui.review.decisions import proposed, saved, values_of
from ui.review.fields import Saved, Values
from ui.search_box.facets import Value
from ui.session import Session
from ui.text import one_line
from ui.translate import tr
from ui.viewer.blocks import PASSAGE
from ui.viewer.marks import marks_in
from ui.viewer.opened import Opened, read_item

if TYPE_CHECKING:
    from evidence_triage.case import Case
    from evidence_triage.items import Row
    from evidence_triage.search import Facets, FacetValue, Hit, Results

PAGE = 50
EVERYTHING = "*"
WHOLE_SHARE = 0.45


@dataclass(frozen=True)
class Answer:
    """A frozen list with its first rows."""

    results: "Results"
    rows: list[ListRow]


@dataclass(frozen=True)
class Page:
    """A further page of a frozen list."""

    results: "Results"
    hits: "Sequence[Hit]"
    rows: list[ListRow]


@dataclass(frozen=True)
class ForCoding:
    """An opened item with what stands decided of it and the draft that was left."""

    opened: Opened
    saved: Saved
    draft: Values
    proposal: str
    issues: list[str]


def answer(session: Session, question: str, *, record: bool, floor: float | None = None) -> Answer:
    """Searches; an empty question is everything, and is never put on record. `floor` is how near in meaning still counts."""
    asked = question.strip() or EVERYTHING
    results = session.engine().search(asked, limit=PAGE, log=record and asked != EVERYTHING, floor=floor)
    return Answer(results, list_rows(session, results.hits))


def page(session: Session, results: "Results", start: int) -> Page:
    """A further page of a frozen list."""
    hits = session.engine().page(results, PAGE, start)
    return Page(results, hits, list_rows(session, hits))


def more_since(session: Session, question: str, results: "Results") -> int:
    """How many items the question finds now that are not on the frozen list."""
    now = session.engine().search(question.strip() or EVERYTHING, limit=1, log=False)
    return len(set(now.order.tolist()) - set(results.order.tolist()))


def completions(session: Session) -> dict[str, list[str]]:
    """The fields of the query language with the values known for each, for the search box."""
    return {name: list(values) for name, values in session.engine().completions().items()}


def list_rows(session: Session, hits: "Sequence[Hit]") -> list[ListRow]:
    """Hits as lines of the list, with what this person has seen."""
    from evidence_triage import items, review

    numbers, reader = [hit.item for hit in hits], session.case.reader()
    seen = review.seen(reader, session.member.id, numbers)
    held = {row.id: row for row in items.rows(reader, numbers)}
    zone = session.case.time_zone
    return [_row(hit, hit.item in seen, held[hit.item], zone) for hit in hits if hit.item in held]


def record(session: Session, results: "Results") -> "Results":
    """Puts a search that was only typed on record."""
    return session.engine().put_on_record(results)


def facets(session: Session, question: str) -> dict[str, Sequence[Value]]:
    """The facets of a question under their headings."""
    from evidence_triage.items import sources

    found: Facets = session.engine().facets(question.strip() or EVERYTHING)
    called = {each.exhibit: each.continuity.description or "" for each in sources(session.case.reader())}
    named: dict[str, tuple[Sequence[FacetValue], Callable[[str], str]]] = {
        tr("Source"): (found.source, lambda label: f"{label} {called.get(label, '')}".strip()),
        tr("Date"): (found.date, month_words),
        tr("Kind"): (found.kind, kind_words),
        tr("People"): (found.people, one_line),
        tr("Tags"): (found.tags, one_line),
        tr("State"): (found.state, state_words),
    }
    return {
        name: [Value(each.term, said(each.label), each.count, each.chosen) for each in values]
        for name, (values, said) in named.items()
    }


def open_item(session: Session, case: "Case", item: int, hit: "Hit | None") -> ForCoding:
    """Everything that viewer and panel show of an item; that it was opened is on record before it is seen (R28).

    Raises:
        NoSuchItem: there is none, or it may not be seen.
    """
    from evidence_triage import review

    review.open_items(case, [item], by=session.member)
    reader = case.reader()
    opened, held = read_item(case, item), saved(session, item)
    if hit is not None:
        terms = frozenset(word.casefold() for word in hit.why.words)
        opened = replace(opened, marks=_marks(hit, opened.detail.text), terms=terms, why=why_words(hit))
    opened = replace(opened, history=_history(case, item))
    draft = review.load_draft(reader, item, session.member.id)
    return ForCoding(opened, held, values_of(draft, held) if draft else {}, proposed(opened), review.issues(reader))


def _marks(hit: "Hit", text: str) -> tuple[Mark, ...]:
    """The words wherever they stand in the item's text, and the passage that was near in meaning."""
    words = marks_in(text, ((word, "word") for word in hit.why.words))
    return tuple(words) if hit.passage is None else (*words, (*hit.passage, PASSAGE))


def why_words(hit: "Hit") -> str:
    """Why it was found, in a sentence; empty where only filters chose it."""
    if hit.why.meaning is None and not hit.why.words:
        return ""
    words = (
        tr("It holds the words {words}.", words=", ".join(f"“{word}”" for word in hit.why.words))
        if hit.why.words
        else tr("No word of the question occurs in it.")
    )
    if hit.why.meaning is None:
        return words
    return (
        tr(
            "The marked passage carries the meaning of the question (likeness {likeness:.2f}).",
            likeness=hit.why.meaning,
        )
        + " "
        + words
    )


def _row(hit: "Hit", seen: bool, row: "Row", zone: str) -> ListRow:
    """A hit as a line. A meaning that covers the whole snippet marks nothing in it: the bars say it already."""
    whole = WHOLE_SHARE * len(hit.snippet.text)
    marks = [mark for mark in hit.snippet.marks if mark.sort == "word" or mark.stop - mark.start < whole]
    return ListRow(
        id=hit.item,
        kind=hit.kind,
        title=hit.title or hit.path.rpartition("/")[2],
        snippet=hit.snippet.text or hit.path,
        marks=tuple((mark.start, mark.stop, mark.sort) for mark in marks),
        likeness=hit.why.meaning,
        words=tuple(hit.why.words),
        date=in_zone(hit.date, zone),
        exhibit=hit.source,
        tags=tuple(hit.tags),
        seen=seen,
        duplicates=hit.duplicates,
        attachments=row.attachments,
        reason=row.reason or "",
        path=hit.path,
    )


def mark_seen(session: Session, item: int) -> None:
    """This person has seen the item: its content stood on the screen for a second."""
    from evidence_triage import review

    review.mark_seen(session.case, [item], by=session.member)


def save_search(session: Session, question: str) -> int:
    """Keeps a search record; gives its number."""
    from evidence_triage.search import save_record

    number, _ = save_record(session.engine(), question)
    return number
