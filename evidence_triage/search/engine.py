"""The search of one open case, for one person: what it needs is loaded when it is first asked for, and kept fresh."""

import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

import numpy as np

from evidence_triage import index
from evidence_triage.errors import NotAllowed
from evidence_triage.privilege import sealed_count
from evidence_triage.search import facets, log
from evidence_triage.search.catalogue import Catalogue, catalogue, people
from evidence_triage.search.completion import completions
from evidence_triage.search.hits import hits
from evidence_triage.search.matching import Asked, Match, folded, match, order, with_copies
from evidence_triage.search.meaning import MeaningMatch, match_meaning
from evidence_triage.search.query import Asker, Question, chips, spoken, understand
from evidence_triage.search.results import Facets, Hit, Items, NotSearched, Results, Scores, Vector
from evidence_triage.words import Act, Mode, State

if TYPE_CHECKING:
    from evidence_triage.case import Case
    from evidence_triage.embedding import Embedder
    from evidence_triage.index import Vectors


CATALOGUED = ("ledger", "fact", "item", "item_party", "party")  # what the catalogue is made from

Speed = Literal["question", "static"]


class Engine:
    """Searches a case. Threads may share it; an open case has one."""

    def __init__(self, case: "Case") -> None:
        self.case = case
        self._lock = threading.RLock()
        self._written: tuple[int, ...] = ()
        self._catalogue: Catalogue | None = None
        self._people: Sequence[tuple[int, str]] | None = None
        self._vectors: Vectors | None = None
        self._embedders: dict[Speed, Embedder] = {}

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
        self._check()
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
        items = self.items()
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
        """Further lines of a frozen list, as long as they may still be seen."""
        items = self.items()
        found = self._match(items, results.question, results.mode, results.vector, results.floor)
        return hits(self.case.reader(), items, found, items.places(results.order[offset : offset + limit]))

    def matching(self, typed: str, *, mode: Mode = Mode.HYBRID, plain: bool = False) -> Items:
        """The numbers of all items that a question finds, copies included, best first; not put on record."""
        self._check()
        question = understand(typed, plain=plain)
        items = self.items()
        return with_copies(items, order(items, self._match(items, question, mode, self.embedded(question, mode))))

    def facets(self, typed: str, *, mode: Mode = Mode.HYBRID, plain: bool = False) -> Facets:
        """Counts of what a question finds, by value."""
        question = understand(typed, plain=plain)
        vector, items = self.embedded(question, mode), self.items()

        def found(asked: Question) -> Match:
            return self._match(items, asked, mode, vector)

        return facets.facets(self.case.reader(), items, question, found, self._asker())

    def completions(self) -> dict[str, list[str]]:
        """What the box offers behind each field."""
        return completions(self.case.reader())

    def put_on_record(self, results: Results) -> Results:
        """A search as one event, and its lines as shown (R28)."""
        return log.put_on_record(self.case, results)

    def embedded(self, question: Question, mode: Mode) -> Vector:
        """The question's vectors, in full precision; none where nothing is asked by meaning."""
        text = spoken(question)
        if mode is Mode.WORDS or not text.strip() or question.tree is None:
            return Vector()
        passages, embedded = index.counts(self.case.reader())
        with self._lock:
            full = self._encode("question", text) if embedded else None
            return Vector(full, self._encode("static", text) if embedded < passages else None)

    def items(self) -> Catalogue:
        """The visible items as they stand now."""
        counters = self.case.counters()
        written = tuple(counters.get(table, 0) for table in CATALOGUED)
        with self._lock:
            if self._catalogue is None or written != self._written:
                self._written, self._people = written, None
                self._catalogue = catalogue(self.case.reader())
            return self._catalogue

    def not_searched(self, items: Catalogue) -> NotSearched:
        """What no question can find; the same for every question."""
        states = dict(
            zip(items.state.values, np.bincount(items.state.codes, minlength=len(items.state.values)), strict=True)
        )
        no_text = int(np.count_nonzero(items.no_text))
        return NotSearched(
            int(states.get(State.UNREADABLE, 0)), no_text, sealed_count(self.case), int(states.get(State.WAITING, 0))
        )

    def _encode(self, speed: Speed, text: str) -> Scores:
        if speed not in self._embedders:
            from evidence_triage.embedding import load

            self._embedders[speed] = load(speed)
        vector: Scores = self._embedders[speed].encode([text])[0]
        return vector

    def _nearest(self) -> "Vectors":
        """The index of vectors, with what was embedded since it was last asked."""
        with self._lock:
            if self._vectors is None:
                self._vectors = index.Vectors(self.case)
            self._vectors.refresh()
            return self._vectors

    def _match(
        self, items: Catalogue, question: Question, mode: Mode, vector: Vector, floor: float | None = None
    ) -> Match:
        reader = self.case.reader()

        def meaning(allowed: Items | None) -> MeaningMatch:
            return match_meaning(reader, items, self._nearest(), vector, allowed)

        return match(
            reader,
            items,
            Asked(question, mode, self._asker(), self._unrelated if mode is not Mode.WORDS else 0.0, floor),
            meaning,
        )

    @cached_property
    def _unrelated(self) -> float:
        """The likeness of two texts without a common subject, as the model usually finds it."""
        from evidence_triage.embedding import usual_likeness

        return sum(usual_likeness())

    def _asker(self) -> Asker:
        return Asker(self.case.member.id, ZoneInfo(self.case.time_zone), self._known_people)

    def _known_people(self) -> Sequence[tuple[int, str]]:
        with self._lock:
            if self._people is None:
                self._people = people(self.case.reader())
            return self._people

    def _check(self) -> None:
        if not self.case.may(Act.SEARCH):
            with self.case.change(Act.SEARCH, by=self.case.member):
                raise NotAllowed(role="", act=Act.SEARCH.value)
