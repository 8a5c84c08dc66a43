"""What each rule of the grammar makes of its parts, and the checks that need no more than one part."""

from dataclasses import replace

from lark import Token, Transformer, v_args

from evidence_triage.search.query.fields import FIELDS
from evidence_triage.search.query.tokens import tokens
from evidence_triage.search.query.tree import And, Beside, Everything, Field, Node, Not, Or, Phrase, Word


class Misplaced(Exception):
    """Not understood; `position` counts from 0."""

    def __init__(self, position: int, what: str) -> None:
        super().__init__(what)
        self.position, self.what = position, what


class Punctuation:
    """A part without a letter or digit: nothing to search for, left out where words stand side by side."""

    def __init__(self, start: int, stop: int) -> None:
        self.start, self.stop = start, stop


Part = Node | Punctuation


@v_args(inline=True)
class Build(Transformer):  # type: ignore[type-arg]  # lark's own generic says nothing here
    """Makes nodes while the parser runs; keeps nothing between questions."""

    def word(self, token: Token) -> Part:
        start, stop = _place(token)
        if token == "*":
            return Everything(start, stop)
        text = token.removesuffix("*")
        if not tokens(text):
            return Punctuation(start, stop)
        _check_stars(token, start)
        return Word(str(text), token.endswith("*"), start, stop)

    def phrase(self, token: Token) -> Node:
        start, stop = _place(token)
        if not tokens(token):
            raise Misplaced(start, "there is no word between these quotes")
        return Phrase(token[1:-1], start, stop)

    def field(self, name: Token, value: Token) -> Node:
        start, after = _place(name)
        if value.start_pos != after:
            raise Misplaced(start, f"{name} needs its value right after the colon, as in from:ward")
        return _field(name[:-1].lower(), value, start)

    def negated(self, sign: Token, part: Part) -> Node:
        node, start = _meant(part), _place(sign)[0]
        return replace(node.part, start=start) if isinstance(node, Not) else Not(node, start, node.stop)

    def bracket(self, left: Token, part: Part, right: Token) -> Node:
        return replace(_meant(part), start=_place(left)[0], stop=_place(right)[1])

    def beside(self, *parts: Part) -> Part:
        nodes = tuple(part for part in parts if not isinstance(part, Punctuation))
        if not nodes:
            return Punctuation(parts[0].start, parts[-1].stop)
        return nodes[0] if len(nodes) == 1 else Beside(nodes, nodes[0].start, nodes[-1].stop)

    def both(self, *parts: Part) -> Node:
        nodes = tuple(_meant(part) for part in parts)
        return And(nodes, nodes[0].start, nodes[-1].stop)

    def either(self, *parts: Part) -> Node:
        nodes = tuple(_meant(part) for part in parts)
        return Or(nodes, nodes[0].start, nodes[-1].stop)


def _place(token: Token) -> tuple[int, int]:
    start = token.start_pos or 0
    return start, start + len(token)


def _meant(part: Part) -> Node:
    """A part that something is said about must hold a word."""
    if isinstance(part, Punctuation):
        raise Misplaced(part.start, "there is no word here")
    return part


def _check_stars(written: str, position: int) -> None:
    star = written.find("*")
    if 0 <= star < len(written) - 1:
        raise Misplaced(position + star, "* stands only at the end of a word (every word that begins so), or alone")


def _field(name: str, written: Token, start: int) -> Field:
    """The field with its values checked one by one, each where it stands."""
    position, stop = _place(written)
    quoted = written.startswith('"')
    text = written[1:-1] if quoted else written.removesuffix("*")
    values = text.split(",") if FIELDS[name].several and not quoted else [text]
    if not quoted:
        _check_stars(written, position)
    position += quoted
    for value in values:
        wrong = FIELDS[name].wrong(value)
        if wrong:
            raise Misplaced(position, wrong)
        position += len(value) + 1
    return Field(name, tuple(values), not quoted and written.endswith("*"), start, stop)
