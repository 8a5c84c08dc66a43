"""Beginnings that stand for the forms of a word: `paying` ranks `payment` and `payments` too. For ranking alone.

Common endings of English are cut off a word, and what is left is searched as a beginning; so is a word without such an
ending. In another language nothing is lost: a beginning still finds the word itself. Which items hold a word is decided
by the word as typed. Measured: docs/decisions/0007-fusion.md.
"""

import re
from collections.abc import Iterable

from evidence_triage.search.query.tree import Term, Word, term_tokens

SHORTEST = 4  # letters that must be left

_ENDING = re.compile("(?:ational|ations?|ically|ingly|edly|ments?|ness|ing|ies|ied|ions?|ally|ed|es|ly|al|e|s|y)$")


def stems(terms: Iterable[Term]) -> list[Term]:
    """The terms with each longer word replaced by its beginning; short words and phrases stay as they are."""
    return [_stem(term) if isinstance(term, Word) else term for term in terms]


def _stem(word: Word) -> Word:
    typed = term_tokens(word)
    beginning = _ENDING.sub("", typed[0]) if len(typed) == 1 else ""
    if word.prefix or len(typed[0]) <= SHORTEST or len(beginning) < SHORTEST:
        return word
    return Word(beginning, True, word.start, word.stop)
