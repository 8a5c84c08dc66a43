"""From terms to expressions of FTS5, the word index."""

from collections.abc import Iterable

from evidence_triage.search.query.clauses import quoted
from evidence_triage.search.query.tree import And, Beside, Node, Or, Phrase, Term, Word, term_tokens


def term_expression(term: Term) -> str:
    """One word, beginning or phrase; a word of several tokens (`12:30`) is a phrase."""
    return quoted(term_tokens(term), prefix=isinstance(term, Word) and term.prefix)


def any_of(terms: Iterable[Term]) -> str:
    """Items that hold any of the terms."""
    return " OR ".join(dict.fromkeys(term_expression(term) for term in terms))


def expression(node: Node) -> str | None:
    """The whole part as one expression, where it holds only words that are asked for; else null."""
    match node:
        case Word() | Phrase():
            return term_expression(node)
        case And(parts) | Beside(parts):
            return _joined(" AND ", parts)
        case Or(parts):
            return _joined(" OR ", parts)
    return None


def _joined(word: str, parts: tuple[Node, ...]) -> str | None:
    inner = [expression(part) for part in parts]
    return None if None in inner else f"({word.join(part for part in inner if part)})"
