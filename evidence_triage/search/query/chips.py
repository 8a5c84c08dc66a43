"""How a question was understood, in pieces that a person can read and take away one by one."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from evidence_triage.search.query.fields import FIELDS
from evidence_triage.search.query.tree import (
    And,
    Beside,
    Everything,
    Field,
    Node,
    Not,
    Or,
    Phrase,
    Question,
    Word,
    side_by_side,
)
from evidence_triage.words import Mode


@dataclass(frozen=True)
class Chip:
    """A piece of the question from `start` to before `stop` (characters).

    `label` stands on the chip, `words` say what it asks. `role`: words (they rank), word, phrase, beginning, field,
    except (behind NOT), either (with OR), both (with AND), everything. `without` is the question with it taken away, and
    `pattern` the question with its star read as a pattern, where it was read as punctuation.
    """

    label: str
    words: str
    start: int
    stop: int
    role: str
    without: str
    pattern: str | None = None


def chips(question: Question, mode: Mode) -> list[Chip]:
    """One chip a part that stands side by side with others; words that only rank are one chip together."""
    return [_chip(question, run, mode) for run in _runs(question, mode)]


def _runs(question: Question, mode: Mode) -> Iterator[list[Node]]:
    """The parts at the top, words that only rank taken together."""
    parts = question.tree.parts if isinstance(question.tree, Beside) else (question.tree,) if question.tree else ()
    for ranking, run in groupby(parts, key=lambda part: mode is not Mode.WORDS and _only_ranks(part)):
        together = list(run)
        yield from [together] if ranking else ([part] for part in together)


def _only_ranks(part: Node) -> bool:
    return all(isinstance(each, Word) for each in side_by_side(part))


def _chip(question: Question, run: list[Node], mode: Mode) -> Chip:
    start, stop = run[0].start, run[-1].stop
    text = question.text[start:stop]
    role, words = _meaning(run, mode)
    without = " ".join(
        piece for piece in (question.text[:start].strip(), question.text[_after(question, stop) :].strip()) if piece
    )
    return Chip(text, words, start, stop, role, without, _as_pattern(question, run[-1]))


def _after(question: Question, stop: int) -> int:
    """Behind the star or question marks that follow the last part."""
    return len(question.text) if not question.text[stop:].strip(" ?*") else stop


def _as_pattern(question: Question, last: Node) -> str | None:
    if (
        isinstance(last, Word)
        and not last.prefix
        and not question.plain
        and question.text[last.start : last.stop].endswith("*")
    ):
        return f"{question.text[: last.start]}({question.text[last.start : last.stop]})"
    return None


def _meaning(run: list[Node], mode: Mode) -> tuple[str, str]:
    """Role and sentence of a chip."""
    if mode is not Mode.WORDS and all(map(_only_ranks, run)):
        return "words", "ranked by meaning" if mode is Mode.MEANING else "ranked by these words and by meaning"
    return _ROLES[type(run[0])], read_out(run[0])


_ROLES: dict[type[Node], str] = {
    Word: "word",
    Phrase: "phrase",
    Field: "field",
    Not: "except",
    Or: "either",
    And: "both",
    Beside: "both",
    Everything: "everything",
}


def read_out(node: Node) -> str:
    """What a part asks for, in words."""
    match node:
        case Field(name, values, prefix):
            return f"{FIELDS[name].matches.partition(':')[0]}: {' or '.join(values)}{' …' if prefix else ''}"
        case Not(part):
            return f"not ({read_out(part)})"
        case And(parts) | Beside(parts):
            return " and ".join(_bracketed(part) for part in parts)
        case Or(parts):
            return " or ".join(_bracketed(part) for part in parts)
    return _read_term(node)


def _read_term(node: Node) -> str:
    match node:
        case Word(text, prefix):
            return f"a word that begins with {text}" if prefix else f"the word {text}"
        case Phrase(text):
            return f"the words {text} side by side"
    return "everything"


def _bracketed(part: Node) -> str:
    return f"({read_out(part)})" if isinstance(part, And | Or | Beside) else read_out(part)
