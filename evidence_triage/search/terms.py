"""Lists of search terms run at once: hits, hits of that term alone, families, and how the terms overlap (R7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from evidence_triage.errors import NotUnderstood
from evidence_triage.search import log
from evidence_triage.search.results import Items
from evidence_triage.words import Mode

if TYPE_CHECKING:
    from evidence_triage.case import Reader
    from evidence_triage.search.engine import Engine


@dataclass(frozen=True)
class TermHits:
    """A line of the list. Counts are of items, copies included; `overlap` gives the items shared with each other term.

    `error` says why a term is not understood; its counts are then 0.
    """

    term: str
    hits: int = 0
    unique: int = 0
    families: int = 0
    overlap: Mapping[str, int] | None = None
    error: str | None = None


def read_terms(text: str) -> list[str]:
    """One term a line, in the query language; empty lines and those that begin with # are left out, repeats too."""
    lines = (line.strip() for line in text.lstrip("\ufeff").splitlines())
    return list(dict.fromkeys(line for line in lines if line and not line.startswith("#")))


def run_terms(engine: "Engine", terms: Sequence[str]) -> list[TermHits]:
    """Runs every term by words and puts the list on record as one act."""
    found: dict[str, Items] = {}
    errors: dict[str, str] = {}
    searches = []
    for term in terms:
        try:
            results = engine.search(term, mode=Mode.WORDS, limit=0, log=False)
        except NotUnderstood as error:
            errors[term] = str(error)
            continue
        searches.append(results)
        found[term] = np.sort(results.items)
    log.put_all_on_record(engine.case, searches)
    families = _families(engine.case.reader())
    return [TermHits(term, error=errors[term]) if term in errors else _line(term, found, families) for term in terms]


def _families(reader: "Reader") -> dict[int, int]:
    return dict(reader.rows("SELECT id, family FROM visible_item"))


def _line(term: str, found: Mapping[str, Items], families: Mapping[int, int]) -> TermHits:
    own = found[term]
    others = {other: np.intersect1d(own, items, assume_unique=True) for other, items in found.items() if other != term}
    shared = np.unique(np.concatenate(list(others.values()))) if others else own[:0]
    return TermHits(
        term=term,
        hits=len(own),
        unique=len(own) - len(shared),
        families=len({families[int(item)] for item in own if int(item) in families}),
        overlap={other: len(items) for other, items in others.items() if len(items)},
    )
