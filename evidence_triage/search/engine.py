"""The search of one open case, for one person: questions in, frozen lists out."""

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from evidence_triage.privilege import sealed_count
from evidence_triage.search import facets, log
from evidence_triage.search.catalogue import Catalogue
from evidence_triage.search.completion import completions
from evidence_triage.search.hits import hits
from evidence_triage.search.loaded import Loaded
from evidence_triage.search.matching import Asked, Match, folded, match, order, with_copies
from evidence_triage.search.meaning import MeaningMatch, match_meaning
from evidence_triage.search.query import Question, chips, spoken, understand
from evidence_triage.search.results import Facets, Hit, Items, NotSearched, Results, Vector
from evidence_triage.words import Act, Mode, State

if TYPE_CHECKING:
    from evidence_triage.case import Case


class Engine:
    """Searches a case. Threads may share it; an open case has one."""

    def __init__(self, case: "Case") -> None:
        self.case = case
        self._loaded = Loaded(case)

    def search(
        self,
        typed: str,
        *,
        mode: Mode = Mode.HYBRID,
        limit: int = 50,
        offset: int = 0,
        plain: bool = False,
        log: bool = True,
        floor: float | None = None,
    ) -> Results:
        """Answers a question and puts it on record (`log=False`: typing, not yet asked).

        `floor` is the likeness down to which items are near in meaning; where it is not given, the program chooses and
        says it.

        Raises:
            NotUnderstood: the question, with the position.
            NotAllowed: the person may not search; the refusal is logged.
        """
        begun = time.perf_counter()
        self.case.role_for(Act.SEARCH)
        question = understand(typed, plain=plain)
        results = self.answer(question, mode, self.embedded(question, mode), limit=limit, offset=offset, floor=floor)
        results = replace(results, seconds=time.perf_counter() - begun)
        return self.put_on_record(results) if log else results

    def answer(
        self,
        question: Question,
        mode: Mode,
        vector: Vector,
        *,
        limit: int = 50,
        offset: int = 0,
        floor: float | None = None,
    ) -> Results:
        """The frozen list for a question already understood and embedded, with one page of its lines."""
        begun = time.perf_counter()
        items = self._loaded.items()
        found = self._match(items, question, mode, vector, floor)
        places = order(items, found)
        shown = folded(items, places)
        every, some = int(found.every[shown].sum()), int(found.some[shown].sum())
        return Results(
            question=question,
            mode=mode,
            question_understood=chips(question, mode),
            hits=hits(self.case.reader(), items, found, shown[offset : offset + limit]),
            order=items.items[shown],
            items=with_copies(items, places),
            holding_words=len(shown) if mode is Mode.WORDS and found.ranked else every,
            holding_some=some,
            near_in_meaning=len(shown) - every - some if found.near else 0,
            floor=round(found.floor, 4) if found.near else None,
            not_searched=self.not_searched(items),
            seconds=time.perf_counter() - begun,
            vector=vector,
        )

    def page(self, results: Results, limit: int, offset: int) -> list[Hit]:
        """Further lines of a frozen list, as far as they may still be seen; of a search on record, that they were shown is kept."""
        items = self._loaded.items()
        found = self._match(items, results.question, results.mode, results.vector, results.floor)
        lines = hits(self.case.reader(), items, found, items.places(results.order[offset : offset + limit]))
        if results.search is not None:
            log.note_shown(self.case, results.search, lines, offset)
        return lines

    def matching(self, typed: str, *, mode: Mode = Mode.HYBRID, plain: bool = False) -> Items:
        """The numbers of all items that a question finds, copies included, best first; not put on record."""
        self.case.role_for(Act.SEARCH)
        question = understand(typed, plain=plain)
        items = self._loaded.items()
        return with_copies(items, order(items, self._match(items, question, mode, self.embedded(question, mode))))

    def facets(self, typed: str, *, mode: Mode = Mode.HYBRID, plain: bool = False) -> Facets:
        """Counts of what a question finds, by value."""
        self.case.role_for(Act.SEARCH)
        question = understand(typed, plain=plain)
        vector, items = self.embedded(question, mode), self._loaded.items()

        def found(asked: Question) -> Match:
            return self._match(items, asked, mode, vector)

        return facets.facets(self.case.reader(), items, question, found, self._loaded.asker())

    def completions(self) -> dict[str, list[str]]:
        """What the box offers behind each field."""
        return completions(self.case.reader())

    def put_on_record(self, results: Results) -> Results:
        """A search as one event, and its lines as shown (R28)."""
        return log.put_on_record(self.case, results)

    def embedded(self, question: Question, mode: Mode) -> Vector:
        """The question's vectors, in full precision; none where nothing is asked by meaning."""
        text = spoken(question)
        asked = mode is not Mode.WORDS and question.tree is not None and bool(text.strip())
        return self._loaded.embedded(text) if asked else Vector()

    def not_searched(self, items: Catalogue) -> NotSearched:
        """What no question can find; the same for every question."""
        states = dict(
            zip(items.state.values, np.bincount(items.state.codes, minlength=len(items.state.values)), strict=True)
        )
        no_text = int(np.count_nonzero(items.no_text))
        return NotSearched(
            int(states.get(State.UNREADABLE, 0)), no_text, sealed_count(self.case), int(states.get(State.WAITING, 0))
        )

    def _match(
        self, items: Catalogue, question: Question, mode: Mode, vector: Vector, floor: float | None = None
    ) -> Match:
        reader = self.case.reader()

        def meaning(allowed: Items | None) -> MeaningMatch:
            return match_meaning(reader, items, self._loaded.nearest(), vector, allowed)

        unrelated = self._loaded.unrelated if mode is not Mode.WORDS else 0.0
        return match(reader, items, Asked(question, mode, self._loaded.asker(), unrelated, floor), meaning)
