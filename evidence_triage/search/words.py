"""What the word index says of a question: which items hold which of its words, and how well they match."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from evidence_triage.search.catalogue import Catalogue
from evidence_triage.search.query import any_of, term_expression
from evidence_triage.search.query.tree import Term
from evidence_triage.search.results import Items, Marks, Scores
from evidence_triage.search.stems import stems

if TYPE_CHECKING:
    from evidence_triage.case import Reader

WEIGHTS = (3.0, 2.0, 2.0, 1.0)  # title, parties, name, text: a hit in a subject counts three times one in the text
COMMON_SHARE = 0.5  # BM25 gives a word in more than half of all items no weight at all
TELLING_SHARE = 0.1  # a word in more than a tenth of all items does not by itself make an item worth showing
ENOUGH_TOLD = 0.5
FEW = 50  # in a small case every word tells


@dataclass(frozen=True)
class WordMatch:
    """Columns over the catalogue; `holds` has a row a term. `score` is BM25 (higher is better, 0 where nothing matches)."""

    terms: Sequence[Term]
    holds: Marks
    score: Scores

    def held_by(self, place: int) -> tuple[str, ...]:
        """The terms that the item at this place of the catalogue holds, as typed; where a telling one is held, those alone."""
        held = self.holds[:, place]
        told = held & self._tells(self.holds)
        return tuple(
            term.text for term, is_said in zip(self.terms, told if told.any() else held, strict=True) if is_said
        )

    def to_mark(self) -> list[Term]:
        """The terms worth a mark in a snippet: those that tell, or all where none does."""
        tells = self._tells(self.holds)
        return [term for term, told in zip(self.terms, tells, strict=True) if told or not tells.any()]

    def every(self, terms: Sequence[Term]) -> Marks:
        """The items that hold all of these terms."""
        every: Marks = np.logical_and.reduce(self._rows(terms))
        return every

    def some(self, terms: Sequence[Term]) -> Marks:
        """The items that hold one of these terms that tells: the rarest, and those that do not stand in a great part of all."""
        rows = self._rows(terms)
        some: Marks = np.logical_or.reduce(rows[self._tells(rows)])
        return some

    def told(self) -> float:
        """How much of what the terms tell together (their inverse document frequencies) one item holds at the most.

        0 to 1; half of it counts as all, since nobody's item answers every word of a long question.
        """
        items = self.holds.shape[1]
        often = self.holds.sum(axis=1)
        tells = np.log1p((items - often + 0.5) / (often + 0.5))
        held = (tells[:, None] * self.holds).sum(axis=0)
        return min(1.0, float(held.max(initial=0.0)) / max(ENOUGH_TOLD * float(tells.sum()), 1e-9))

    @staticmethod
    def _tells(rows: Marks) -> Marks:
        """Of each row: whether its term is the rarest, or does not stand in a great part of all items."""
        often = rows.sum(axis=1)
        tells: Marks = often <= max(TELLING_SHARE * rows.shape[1], FEW, often.min(initial=rows.shape[1]))
        return tells

    def _rows(self, terms: Sequence[Term]) -> Marks:
        wanted = {term_expression(term) for term in terms}
        rows: Marks = self.holds[[term_expression(term) in wanted for term in self.terms]]
        return rows


def match_words(reader: "Reader", items: Catalogue, terms: Sequence[Term], *, forms: bool = False) -> WordMatch:
    """Matches every word and phrase asked for; with `forms`, other forms of a word count for its score."""
    distinct = list({term_expression(term): term for term in terms}.values())
    holds = np.zeros((len(distinct), len(items.items)), dtype=np.bool_)
    for row, term in zip(holds, distinct, strict=True):
        row[items.places(holding(reader, term_expression(term)))] = True
    rare = holds.sum(axis=1) <= COMMON_SHARE * len(items.items)
    ranking = [term for term, is_rare in zip(distinct, rare, strict=True) if is_rare] or distinct
    return WordMatch(distinct, holds, _bm25(reader, items, stems(ranking) if forms else ranking))


def holding(reader: "Reader", expression: str) -> Items:
    """The items that satisfy an expression, sealed ones never among them, in the order of their numbers."""
    numbers = reader.value("SELECT group_concat(rowid, ' ') FROM item_fts WHERE item_fts MATCH ?", (expression,))
    found: Items = np.fromstring(numbers or "", dtype=np.int64, sep=" ")
    return found


def _bm25(reader: "Reader", items: Catalogue, terms: Sequence[Term]) -> Scores:
    scores = np.zeros(len(items.items), dtype=np.float32)
    if terms:
        weights = ", ".join(map(str, WEIGHTS))
        sql = f"SELECT rowid, -bm25(item_fts, {weights}) FROM item_fts WHERE item_fts MATCH ?"
        found = np.array(reader.rows(sql, (any_of(terms),)), dtype=np.float64).reshape(-1, 2)
        visible = np.isin(found[:, 0].astype(np.int64), items.items)
        scores[items.places(found[:, 0].astype(np.int64))] = found[visible, 1]
    return scores
