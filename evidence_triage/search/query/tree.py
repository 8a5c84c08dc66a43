"""A question understood: its parts, each with the place in the question where it stands (characters, from 0)."""

from collections.abc import Iterator
from dataclasses import dataclass

from evidence_triage.search.query.tokens import tokens


@dataclass(frozen=True)
class Word:
    """A word as typed; `prefix`: every word that begins so."""

    text: str
    prefix: bool
    start: int
    stop: int


@dataclass(frozen=True)
class Phrase:
    """Words in quotes: they must stand side by side, in every mode."""

    text: str
    start: int
    stop: int


@dataclass(frozen=True)
class Field:
    """`name:value`. Several values mean any of them; `prefix`: everything that begins so."""

    name: str
    values: tuple[str, ...]
    prefix: bool
    start: int
    stop: int


@dataclass(frozen=True)
class Everything:
    """`*` alone."""

    start: int
    stop: int


@dataclass(frozen=True)
class Not:
    part: "Node"
    start: int
    stop: int


@dataclass(frozen=True)
class And:
    parts: tuple["Node", ...]
    start: int
    stop: int


@dataclass(frozen=True)
class Or:
    parts: tuple["Node", ...]
    start: int
    stop: int


@dataclass(frozen=True)
class Beside:
    """Parts side by side without a word between them."""

    parts: tuple["Node", ...]
    start: int
    stop: int


Node = Word | Phrase | Field | Everything | Not | And | Or | Beside
Term = Word | Phrase


@dataclass(frozen=True)
class Question:
    """A question and how it was understood. `tree` is null where plain text holds no word at all."""

    text: str
    tree: Node | None
    plain: bool = False


def wanted(node: Node | None) -> Iterator[Term]:
    """The words and phrases that are asked for, in order; not those behind a NOT."""
    match node:
        case Word() | Phrase():
            yield node
        case And(parts) | Or(parts) | Beside(parts):
            for part in parts:
                yield from wanted(part)


def side_by_side(node: Node | None) -> tuple[Node, ...]:
    """The parts that stand side by side at the top, through brackets that hold nothing else."""
    match node:
        case None:
            return ()
        case Beside(parts):
            return tuple(each for part in parts for each in side_by_side(part))
    return (node,)


def loose(node: Node | None) -> tuple[Word, ...]:
    """The words side by side: in `words` all must occur, elsewhere they only rank."""
    return tuple(part for part in side_by_side(node) if isinstance(part, Word))


def filtering(node: Node | None, *, words_filter: bool) -> Node | None:
    """The part of the tree that an item must satisfy; null where none does. Loose words belong to it in `words` only."""
    kept = tuple(part for part in side_by_side(node) if words_filter or not isinstance(part, Word))
    kept = tuple(part for part in kept if not isinstance(part, Everything))
    if node is None or not kept:
        return None
    return kept[0] if len(kept) == 1 else And(kept, node.start, node.stop)


def spoken(question: Question) -> str:
    """What is embedded: the words asked for as they were typed, without fields and signs."""
    return question.text if question.plain else " ".join(term.text for term in wanted(question.tree))


def term_tokens(term: Term) -> list[str]:
    """The folded words of a term (a word such as `12:30` has two)."""
    return tokens(term.text)
