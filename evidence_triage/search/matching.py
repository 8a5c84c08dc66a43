"""What a question finds: the items that pass its filters, ranked by words and meaning. Columns over the catalogue."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from evidence_triage.search.catalogue import Catalogue
from evidence_triage.search.fusion import fused
from evidence_triage.search.meaning import MeaningMatch, floor_of
from evidence_triage.search.query import Asker, Question, condition, filtering, loose, wanted
from evidence_triage.search.results import Items, Marks, Scores
from evidence_triage.search.words import WordMatch, match_words
from evidence_triage.words import Mode

if TYPE_CHECKING:
    from evidence_triage.case import Reader

Meaning = Callable[[Items | None], MeaningMatch]


@dataclass(frozen=True)
class Asked:
    """A question, how it is searched, and who asks.

    `floor` is the likeness down to which something is near (null: as `floor_of` says), `unrelated` what two texts without
    a common subject are like.
    """

    question: Question
    mode: Mode
    asker: Asker
    unrelated: float = 0.0
    floor: float | None = None


@dataclass(frozen=True)
class Match:
    """Everything found, before it is put in order; columns over the catalogue. `near` is null without meaning; down
    to likeness `floor` something is near.

    `found` marks the items on the list; of these, `every` hold all the words as asked and `some` a telling one of them.
    """

    found: Marks
    score: Scores
    words: WordMatch
    near: MeaningMatch | None
    every: Marks
    some: Marks
    floor: float = 0.0

    @property
    def ranked(self) -> bool:
        """Whether there is anything to rank by; if not, the list is in order of date."""
        return bool(self.words.terms)


def match(reader: "Reader", items: Catalogue, asked: Asked, meaning: Meaning) -> Match:
    """Answers a question; `meaning` is asked only where it has words and the mode wants it."""
    question, mode = asked.question, asked.mode
    allowed = passing(reader, asked)
    marks = np.ones(len(items.items), dtype=np.bool_) if allowed is None else items.mask(allowed)
    words = match_words(reader, items, list(wanted(question.tree)), forms=mode is Mode.HYBRID)
    if not words.terms:
        return _filtered(marks & (question.tree is not None), words)
    near = None if mode is Mode.WORDS else meaning(allowed)
    likeness = near.likeness if near else np.zeros(len(marks), dtype=np.float32)
    every, some = (marks & False, marks & False) if mode is Mode.MEANING else _holding(words, question, marks)
    floor = floor_of(likeness[marks], asked.unrelated) if asked.floor is None else asked.floor
    floor = max(floor, near.reached if near else 0)
    found = marks if near is None else every | some | (marks & (likeness > 0) & (likeness >= floor))
    score = _shared(items, found, _score(mode, marks, words, likeness))
    return Match(found, score, words, near, every, some, floor)


def _filtered(found: Marks, words: WordMatch) -> Match:
    """A question without words: every item that passes is found, and none before another."""
    return Match(found, np.zeros(len(found), dtype=np.float32), words, None, found & False, found & False)


def _holding(words: WordMatch, question: Question, marks: Marks) -> tuple[Marks, Marks]:
    """Of the items that pass: those that hold all words side by side, and those that hold only some.

    Words under AND, OR, NOT or in quotes are held as asked by whatever passes.
    """
    ranking = loose(question.tree)
    every = marks & words.every(ranking) if ranking else marks
    some = marks if set(wanted(question.tree)) - set(ranking) else marks & words.some(ranking)
    return every, some & ~every


def passing(reader: "Reader", asked: Asked) -> Items | None:
    """The items that satisfy the question's filters (null: it has none), in the order of their numbers."""
    tree = filtering(asked.question.tree, words_filter=asked.mode is Mode.WORDS)
    if tree is None:
        return None
    must = condition(tree, asked.asker)
    numbers = reader.value(f"SELECT group_concat(v.id, ' ') FROM visible_item AS v WHERE {must.sql}", must.values)
    found: Items = np.fromstring(numbers or "", dtype=np.int64, sep=" ")
    return np.sort(found)


def _score(mode: Mode, marks: Marks, words: WordMatch, likeness: Scores) -> Scores:
    """One column of scores over the items that pass the filters; 0 elsewhere."""
    by_words, likeness = np.where(marks, words.score, 0), np.where(marks, likeness, 0)
    if mode is Mode.HYBRID:
        return fused(by_words, likeness, words.told())
    return by_words if mode is Mode.WORDS else likeness


def _shared(items: Catalogue, found: Marks, score: Scores) -> Scores:
    """Copies share the score of the best of them that was found."""
    _, group = np.unique(items.twin, return_inverse=True)
    best = np.zeros(len(items.items), dtype=score.dtype)
    np.maximum.at(best, group[found], score[found])
    shared: Scores = np.where(found, best[group], 0)
    return shared


def order(items: Catalogue, found: Match) -> Items:
    """The places of what was found, best first; without a ranking the latest first and what bears no date last."""
    places = np.flatnonzero(found.found)
    if found.ranked:
        return places[np.lexsort((items.items[places], -found.score[places]))]
    instant = np.nan_to_num(items.instant[places], nan=-np.inf)
    return places[np.lexsort((items.items[places], -instant))]


def folded(items: Catalogue, places: Items) -> Items:
    """The places with only the first of each group of copies."""
    _, first = np.unique(items.twin[places], return_index=True)
    return places[np.sort(first)]


def with_copies(items: Catalogue, places: Items) -> Items:
    """The numbers of all items found, each group of copies together where its first stands."""
    _, first, group = np.unique(items.twin[places], return_index=True, return_inverse=True)
    return items.items[places[np.lexsort((np.arange(len(places)), first[group]))]]
