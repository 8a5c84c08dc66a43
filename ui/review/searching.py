"""From a question to the frozen list: answered while typing, on record when it is meant, never changed under the reader."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from evidence_triage.errors import NotUnderstood, TriageError
from ui.ops import CaseQuery, in_words
from ui.review import queries
from ui.search_box.editing import with_term, without_field, without_term
from ui.translate import tr

if TYPE_CHECKING:
    from evidence_triage.case import Changed
    from evidence_triage.search import Hit
    from ui.review.place import ReviewPlace
    from ui.review.queries import Answer, Page

RECORD_MS, SINCE_MS = 2000, 3000
FURTHER = 0.75  # of the likeness to which the list went
_FINDABLE = frozenset({"ledger", "passage", "item_fts", "vector_segment"})
_DECIDED = frozenset({"decision", "coding", "tag"})


class Searching:
    """Stands between box, chips, facets, list and the engine for one Review place."""

    def __init__(self, place: "ReviewPlace") -> None:
        self._place, self.answer, self._recorded = place, None, False
        self.answer: Answer | None
        self._hits: dict[int, Hit] = {}
        self._record, self._since = once(place, RECORD_MS, self.put_on_record), once(place, SINCE_MS, self._look_since)
        self._wire()

    def ask(self, question: str, *, record: bool = False, first: bool = False) -> None:
        """Searches for a question; `record` puts it into the log, `first` puts the focus on the first row."""
        self._place.box.set_question(question)
        self._search(question, record=record, first=first)

    def put_on_record(self) -> None:
        """A search becomes an event on Enter, on opening a hit, or after two seconds without a key."""
        self._record.stop()
        question = self._place.box.text()
        if self.answer is not None and not self._recorded and question.strip():
            self._recorded = True
            results = self.answer.results
            self._place.steps.asked(question)
            self._place.run(CaseQuery(lambda _: queries.record(self._place.session, results)))

    def hit(self, item: int) -> "Hit | None":
        """Why an item of the list was found."""
        return self._hits.get(item)

    def save(self) -> None:
        """Keeps the search as a search record."""
        question, session = self._place.box.text().strip(), self._place.session
        if question:
            kept = tr("kept: query, scope, models, hits and what could not be searched.")
            wanted = CaseQuery(lambda _: queries.save_search(session, question))
            self._place.run(
                wanted.success(lambda number: self._place.said.emit(f"{tr('Search record')} {number} {kept}"))
            )

    def heard(self, changed: "Changed") -> None:
        """The case has changed: decisions are shown anew, new hits are only counted."""
        if changed.tables & _DECIDED:
            self._place.model.stale()
        if changed.tables & _FINDABLE and self.answer is not None and not self._since.isActive():
            self._since.start()

    def _wire(self) -> None:
        place = self._place
        place.box.typed.connect(lambda question: self._search(question, record=False, first=False))
        place.box.asked.connect(lambda question: self.ask(question, record=True, first=True))
        for asking in (place.chips.removed, place.not_searched.followed):
            asking.connect(lambda question: self.ask(question, record=True))
        place.facets.chosen.connect(self._with_facet)
        place.facets.excluded.connect(lambda term: self.ask(f"{place.box.text()} NOT {term}".strip(), record=True))
        place.facets.ranged.connect(self._with_range)
        place.head.again.connect(lambda: self.ask(place.box.text()))
        place.head.further.connect(self._further)
        place.model.wanted.connect(self._fetch)
        place.session.changed.connect(self.heard)

    def _further(self) -> None:
        """The same question, with what is less near in meaning."""
        if self.answer is not None and self.answer.results.floor is not None:
            self._search(self._place.box.text(), record=False, first=False, floor=self.answer.results.floor * FURTHER)

    def _search(self, question: str, *, record: bool, first: bool, floor: float | None = None) -> None:
        self._record.stop()
        self._place.head.searching()
        wanted = CaseQuery(
            lambda _: queries.answer(self._place.session, question, record=record, floor=floor), slot="search"
        )
        wanted.success(lambda answer: self._show(question, answer, record, first)).failure(self._not_understood)
        self._place.run(wanted)

    def _show(self, question: str, answer: "Answer", recorded: bool, first: bool) -> None:
        self.answer, self._recorded = answer, recorded
        place, results = self._place, answer.results
        place.chips.show_chips(results.question_understood if question.strip() else ())
        place.not_searched.show_counts(results.not_searched)
        place.head.show_results(results, question)
        self._hits = {hit.item: hit for hit in results.hits}
        place.model.show(results.order, answer.rows)
        place.list.scrollToTop()
        if recorded:
            place.steps.asked(question)
        elif question.strip():
            self._record.start()
        if first:
            place.list.setFocus()
            place.list.mark_only(0)
        wanted = CaseQuery(lambda _: queries.facets(place.session, question), slot="facets")
        place.run(wanted.success(place.facets.show_facets).failure(lambda _: None))

    def _not_understood(self, error: TriageError) -> None:
        if isinstance(error, NotUnderstood):
            self._place.head.say(in_words(error))
        else:
            self._place.session.failed.emit(error)

    def _fetch(self, start: int) -> None:
        if self.answer is not None:
            results = self.answer.results
            wanted = CaseQuery(lambda _: queries.page(self._place.session, results, start))
            self._place.run(wanted.success(lambda page: self._give(page, start)))

    def _give(self, page: "Page", start: int) -> None:
        if self.answer is not None and self.answer.results is page.results:
            self._hits |= {hit.item: hit for hit in page.hits}
            self._place.model.give(start, page.rows)

    def _look_since(self) -> None:
        """Counts what would be found now and is not on the list; the list itself stays as it is."""
        if self.answer is not None:
            question, results = self._place.box.text(), self.answer.results
            wanted = CaseQuery(lambda _: queries.more_since(self._place.session, question, results), slot="since")
            self._place.run(wanted.success(self._place.head.more_since).failure(lambda _: None))

    def _with_facet(self, term: str, on: bool) -> None:
        question = self._place.box.text()
        self.ask(with_term(question, term) if on else without_term(question, term), record=True)

    def _with_range(self, span: str) -> None:
        self.ask(with_term(without_field(self._place.box.text(), "date"), f"date:{span}"), record=True)


def once(parent: "ReviewPlace", milliseconds: int, then: object) -> QTimer:
    """A timer that runs out once."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(then)
    return timer
